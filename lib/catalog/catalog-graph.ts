import { byText } from '../core/by-text';
import { CatalogImage } from './catalog-content';

/** What images are built on, and how it is drawn. */
export type GraphNodeKind = 'image' | 'outside' | 'upstream';

export interface GraphNode {
  /** Repository name of a golden image; name of an upstream image. */
  readonly id: string;
  /** `image` is in the catalogue, `outside` is a golden image that is not, `upstream` is of somebody else. */
  readonly kind: GraphNodeKind;
}

export interface GraphEdge {
  readonly parent: string;
  readonly child: string;
}

/** Nodes are sorted by id, edges by parent and child; neither is there twice. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

type GraphImage = Pick<CatalogImage, 'repositoryName' | 'builtWith'> & { readonly base: Pick<CatalogImage['base'], 'name' | 'parent'> };

/** The parents and children among images. */
export function catalogGraph(images: readonly GraphImage[]): Graph {
  const kinds = new Map<string, GraphNodeKind>(images.map(({ repositoryName }) => [repositoryName, 'image']));
  const edges = new Map<string, GraphEdge>();
  const add = (parent: string, kind: GraphNodeKind, child: string): void => {
    if (!kinds.has(parent)) kinds.set(parent, kind);
    edges.set(JSON.stringify([parent, child]), { parent, child });
  };
  for (const { repositoryName, base, builtWith } of images) {
    if (base.parent === null) add(base.name, 'upstream', repositoryName);
    else add(base.parent, 'outside', repositoryName);
    for (const parent of builtWith) add(parent, 'outside', repositoryName);
  }
  return {
    nodes: [...kinds].map(([id, kind]) => ({ id, kind })).sort(byText(({ id }) => id)),
    edges: [...edges.values()].sort(byText(({ parent, child }) => `${parent}\0${child}`)),
  };
}

/** A node with its children, for lists. A node with several parents stands below each; its children, below the first. */
export interface Branch {
  readonly node: GraphNode;
  readonly children: readonly Branch[];
}

/** The graph as trees, with each node in it. */
export function branchesOf({ nodes, edges }: Graph): readonly Branch[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const children = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { parent, child } of edges) children.get(parent)!.push(child);
  const seen = new Set<string>();
  const branch = (id: string): Branch => {
    const below = seen.has(id) ? [] : children.get(id)!;
    seen.add(id);
    return { node: byId.get(id)!, children: below.map(branch) };
  };
  const isChild = new Set(edges.map(({ child }) => child));
  const roots = nodes.filter(({ id }) => !isChild.has(id)).map(({ id }) => branch(id));
  // What is only on cycles has no root.
  return [...roots, ...nodes.flatMap(({ id }) => (seen.has(id) ? [] : [branch(id)]))];
}
