import { Graph, GraphEdge, GraphNode } from './catalog-graph';

/** Where a node is drawn: in which column from the left, and at which row from the top. */
export interface PlacedNode extends GraphNode {
  readonly layer: number;
  readonly row: number;
}

/** A point of an edge in the grid of layers and rows. */
export interface GridPoint {
  readonly layer: number;
  readonly row: number;
}

/** An edge, by the points that it passes: it goes around the nodes of the layers between its ends. */
export interface PlacedEdge extends GraphEdge {
  readonly points: readonly GridPoint[];
}

export interface GraphLayout {
  readonly layers: number;
  readonly rows: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** A node, or a place that is kept free for an edge that passes through the layer. */
interface Slot {
  readonly id: string;
  readonly layer: number;
  readonly above: Slot[];
  readonly below: Slot[];
  row: number;
}

const SWEEPS = 4;

/**
 * A layered layout: a node lies one layer to the right of its furthest parent, and near its parents and children. Sugiyama,
 * Tagawa and Toda (1981) in small: longest path, places for long edges, medians.
 */
export function layOut({ nodes, edges: given }: Graph): GraphLayout {
  const edges = withoutCycles(nodes, given);
  const layers = longestPaths(nodes, edges);
  const slots = new Map(nodes.map(({ id }): [string, Slot] => [id, { id, layer: layers.get(id)!, above: [], below: [], row: 0 }]));
  const chains = edges.map((edge) => chain(edge, slots));
  const columns = columnsOf([...slots.values(), ...chains.flat()]);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    columns.forEach((column) => arrange(column, 'above'));
    [...columns].reverse().forEach((column) => arrange(column, 'below'));
  }
  const rows = Math.max(0, ...columns.map(({ length }) => length));
  columns.forEach((column) => spread(column, rows, 'above'));
  [...columns].reverse().forEach((column) => spread(column, rows, 'below'));
  const at = ({ layer, row }: Slot): GridPoint => ({ layer, row });
  return {
    layers: columns.length,
    rows,
    nodes: nodes.map((node) => ({ ...node, ...at(slots.get(node.id)!) })),
    edges: edges.map((edge, index) => ({ ...edge, points: [slots.get(edge.parent)!, ...chains[index]!, slots.get(edge.child)!].map(at) })),
  };
}

/** Leaves out what leads back to where it came from: a picture of it would have no left and right. */
function withoutCycles(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const outgoing = new Map(nodes.map(({ id }) => [id, edges.filter(({ parent }) => parent === id)]));
  const kept = new Set<GraphEdge>();
  const open = new Set<string>();
  const done = new Set<string>();
  const visit = (id: string): void => {
    if (done.has(id)) return;
    open.add(id);
    for (const edge of outgoing.get(id)!) {
      if (open.has(edge.child)) continue;
      kept.add(edge);
      visit(edge.child);
    }
    open.delete(id);
    done.add(id);
  };
  nodes.forEach(({ id }) => visit(id));
  return edges.filter((edge) => kept.has(edge));
}

function longestPaths(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ReadonlyMap<string, number> {
  const parents = new Map(nodes.map(({ id }) => [id, edges.filter(({ child }) => child === id).map(({ parent }) => parent)]));
  const layers = new Map<string, number>();
  const layerOf = (id: string): number => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    const layer = Math.max(-1, ...parents.get(id)!.map(layerOf)) + 1;
    layers.set(id, layer);
    return layer;
  };
  nodes.forEach(({ id }) => layerOf(id));
  return layers;
}

/** The places that an edge passes between its ends, joined from one to the next. */
function chain({ parent, child }: GraphEdge, slots: ReadonlyMap<string, Slot>): readonly Slot[] {
  const [from, to] = [slots.get(parent)!, slots.get(child)!];
  const between = Array.from({ length: to.layer - from.layer - 1 }, (_, index): Slot =>
    ({ id: `${parent} ${child}`, layer: from.layer + index + 1, above: [], below: [], row: 0 }));
  [from, ...between].forEach((slot, index) => {
    const next = between[index] ?? to;
    slot.below.push(next);
    next.above.push(slot);
  });
  return between;
}

function number(column: readonly Slot[]): void {
  column.forEach((slot, row) => {
    slot.row = row;
  });
}

function columnsOf(slots: readonly Slot[]): Slot[][] {
  const columns: Slot[][] = [];
  for (const slot of slots) (columns[slot.layer] ??= []).push(slot);
  columns.forEach(number);
  return columns;
}

/** Orders a column by where its slots' neighbours lie; what has none stays where it is. */
function arrange(column: Slot[], side: 'above' | 'below'): void {
  const wanted = new Map(column.map((slot) => [slot, mean(slot[side].map(({ row }) => row)) ?? slot.row]));
  column.sort((a, b) => wanted.get(a)! - wanted.get(b)! || a.row - b.row);
  number(column);
}

function mean(rows: readonly number[]): number | undefined {
  return rows.length === 0 ? undefined : rows.reduce((sum, row) => sum + row, 0) / rows.length;
}

/** Moves the slots of a column beside their neighbours as far as the order and the height of the picture allow. */
function spread(column: readonly Slot[], rows: number, side: 'above' | 'below'): void {
  let free = 0;
  column.forEach((slot, index) => {
    const last = rows - (column.length - index);
    slot.row = Math.min(last, Math.max(free, mean(slot[side].map(({ row }) => row)) ?? slot.row));
    free = slot.row + 1;
  });
}
