import * as fc from 'fast-check';

import { catalogGraph } from '../../lib/catalog/catalog-graph';
import { GraphLayout, layOut } from '../../lib/catalog/graph-layout';
import { childOf, imageOf } from './documents';

function layoutOf(...images: Parameters<typeof catalogGraph>[0]): GraphLayout {
  return layOut(catalogGraph(images));
}

function at(layout: GraphLayout, name: string): [layer: number, row: number] {
  const { layer, row } = layout.nodes.find(({ id }) => id === name)!;
  return [layer, row];
}

/** Nodes of a layer, and edges that pass through it, need a row each. */
function expectNoOverlap({ nodes, edges }: GraphLayout): void {
  const taken = [...nodes, ...edges.flatMap(({ points }) => points.slice(1, -1))].map(({ layer, row }) => ({ layer, row }));
  for (const [index, one] of taken.entries()) {
    for (const other of taken.slice(index + 1)) {
      if (one.layer === other.layer) expect(Math.abs(one.row - other.row)).toBeGreaterThanOrEqual(1 - 1e-9);
    }
  }
}

function expectLeftToRight({ nodes, edges, layers, rows }: GraphLayout): void {
  for (const { parent, child, points } of edges) {
    const ends = [parent, child].map((id) => nodes.find((node) => node.id === id)!);
    expect(points[0]).toEqual({ layer: ends[0]!.layer, row: ends[0]!.row });
    expect(points.at(-1)).toEqual({ layer: ends[1]!.layer, row: ends[1]!.row });
    points.slice(1).forEach(({ layer }, index) => expect(layer).toBe(points[index]!.layer + 1));
  }
  for (const { layer, row } of nodes) {
    expect(layer).toBeLessThan(layers);
    expect(row).toBeGreaterThanOrEqual(0);
    expect(row).toBeLessThanOrEqual(rows - 1);
  }
}

test('nothing has no layers', () => {
  expect(layoutOf()).toEqual({ layers: 0, rows: 0, nodes: [], edges: [] });
});

test('one image is beside its upstream image', () => {
  const layout = layoutOf(imageOf('debian'));
  expect(layout.nodes.map(({ layer, row }) => [layer, row])).toEqual([[0, 0], [1, 0]]);
});

test('a chain of 50 is a line', () => {
  const layout = layoutOf(imageOf('image-0'), ...Array.from({ length: 49 }, (_, index) => childOf(`image-${index}`, `image-${index + 1}`)));
  expect([layout.layers, layout.rows]).toEqual([51, 1]);
  expect(at(layout, 'golden/image-49')).toEqual([50, 0]);
});

test('parents of a diamond are one above the other, and its ends between them', () => {
  const layout = layoutOf(imageOf('top'), childOf('top', 'left'), childOf('top', 'right'), childOf('left', 'both', { builtWith: ['golden/right'] }));
  expect([at(layout, 'golden/left'), at(layout, 'golden/right')]).toEqual([[2, 0], [2, 1]]);
  expect([at(layout, 'golden/top'), at(layout, 'golden/both')]).toEqual([[1, 0.5], [3, 0.5]]);
});

test('an edge over several layers passes beside the nodes between', () => {
  const layout = layoutOf(imageOf('a'), childOf('a', 'b'), childOf('b', 'c', { builtWith: ['golden/a'] }));
  const { points } = layout.edges.find(({ parent, child }) => parent === 'golden/a' && child === 'golden/c')!;
  expect(points).toHaveLength(3);
  expect(points[1]!.layer).toBe(2);
  expect(points[1]!.row).not.toBe(at(layout, 'golden/b')[1]);
});

test('children in the order of their parents cross no edges', () => {
  const layout = layoutOf(imageOf('p-1'), imageOf('p-2', { base: { ...imageOf('x').base, name: 'alpine' } }), childOf('p-2', 'a'), childOf('p-1', 'z'));
  const order = ['golden/p-1', 'golden/p-2'].sort((a, b) => at(layout, a)[1] - at(layout, b)[1]);
  const childOrder = ['golden/z', 'golden/a'].sort((a, b) => at(layout, a)[1] - at(layout, b)[1]);
  expect(childOrder).toEqual(order[0] === 'golden/p-1' ? ['golden/z', 'golden/a'] : ['golden/a', 'golden/z']);
});

test('a cycle is drawn without the edge that closes it', () => {
  const layout = layoutOf(childOf('b', 'a'), childOf('a', 'b'), childOf('self', 'self'));
  expect(layout.edges.map(({ parent, child }) => `${parent} > ${child}`)).toEqual(['golden/a > golden/b']);
  expectLeftToRight(layout);
});

test('200 nodes with any parents go from left to right, and nothing is on top of another', () => {
  const parents = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 200, maxLength: 200 });
  fc.assert(
    fc.property(parents, (chosen) => {
      const images = chosen.map((wanted, index) => {
        const [first, ...rest] = index === 0 ? [] : wanted.map((one) => `image-${one % index}`);
        const builtWith = rest.map((name) => `golden/${name}`);
        return first === undefined ? imageOf(`image-${index}`, { builtWith }) : childOf(first, `image-${index}`, { builtWith });
      });
      const layout = layoutOf(...images);
      expect(layout.nodes.length).toBe(201 - (images.every(({ base }) => base.parent !== null) ? 1 : 0));
      expectLeftToRight(layout);
      expectNoOverlap(layout);
    }),
    { numRuns: 5 },
  );
});
