import { Graph } from '../catalog-graph';
import { CatalogIndex } from '../catalog-index';
import { GridPoint, layOut, PlacedEdge, PlacedNode } from '../graph-layout';
import { html, Markup } from './markup';

// In CSS pixels. The letters of the labels are as wide as each other: 0.6 of their size in nearly all monospace fonts.
const LETTER = 7.5;
const BOX_HEIGHT = 28;
const ROW = 40;
const GAP = 56;
const MARGIN = 2;
const MAX_LETTERS = 44;

/** The lineage as a picture: parents left, children right. Its size is its own; the page scrolls it. */
export function lineageSvg(graph: Graph, index: CatalogIndex): Markup {
  const { layers, rows, nodes, edges } = layOut(graph);
  const lefts = columnLefts(layers, nodes);
  const width = lefts[layers]! - GAP + 2 * MARGIN;
  const x = ({ layer }: GridPoint): number => lefts[layer]! + MARGIN;
  const y = ({ row }: GridPoint): number => round(row * ROW + BOX_HEIGHT / 2 + MARGIN);
  const columnEnd = (layer: number): number => lefts[layer + 1]! - GAP + MARGIN;

  const edge = ({ parent, child, points }: PlacedEdge): Markup => {
    const start = points[0]!;
    const path = points.slice(1).map((to, at) => {
      const from = points[at]!;
      const [left, right] = [columnEnd(from.layer), x(to)];
      const middle = round((left + right) / 2);
      // Through a layer that lies between, it goes straight on.
      const across = at + 2 < points.length ? `H${columnEnd(to.layer)}` : '';
      return `C${middle} ${y(from)} ${middle} ${y(to)} ${right} ${y(to)}${across}`;
    });
    return html`<path class="edge" data-edge="${parent} ${child}" d="M${round(boxEnd(start, nodes, parent, x))} ${y(start)}H${columnEnd(start.layer)}${path.join('')}"/>`;
  };

  const node = (placed: PlacedNode): Markup => {
    const label = shorten(placed.id);
    const box = html`<title>${placed.id}</title><rect x="${x(placed)}" y="${round(y(placed) - BOX_HEIGHT / 2)}" width="${boxWidth(placed.id)}" height="${BOX_HEIGHT}" rx="6"/><text x="${x(placed) + 12}" y="${y(placed) + 4}">${label}</text>`;
    const anchor = index.anchorOf(placed.id);
    return anchor === undefined ? html`<g class="node ${placed.kind}">${box}</g>` : html`<a class="node ${placed.kind}" href="#${anchor}">${box}</a>`;
  };

  return html`<svg class="lineage" role="group" aria-labelledby="lineage-title lineage-desc" width="${width}" height="${Math.max(0, (rows - 1) * ROW) + BOX_HEIGHT + 2 * MARGIN}">
<title id="lineage-title">Lineage of the images</title>
<desc id="lineage-desc">${nodes.length} images in ${layers} columns: what is on the left is built on by what is on its right. The list below says the same.</desc>
${edges.map(edge)}${nodes.map(node)}
</svg>`;
}

/** Where each column begins, and where one more would. */
function columnLefts(layers: number, nodes: readonly PlacedNode[]): readonly number[] {
  const lefts = [0];
  for (let layer = 0; layer < layers; layer += 1) {
    const widths = nodes.filter((node) => node.layer === layer).map(({ id }) => boxWidth(id));
    lefts.push(lefts[layer]! + Math.max(0, ...widths) + GAP);
  }
  return lefts;
}

function boxEnd(point: GridPoint, nodes: readonly PlacedNode[], id: string, x: (point: GridPoint) => number): number {
  return x(point) + boxWidth(nodes.find((node) => node.id === id)!.id);
}

function boxWidth(id: string): number {
  return Math.ceil(shorten(id).length * LETTER) + 24;
}

/** The ends of a name tell more than its middle. */
function shorten(id: string): string {
  if (id.length <= MAX_LETTERS) return id;
  const half = Math.floor((MAX_LETTERS - 1) / 2);
  return `${id.slice(0, half)}…${id.slice(-half)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
