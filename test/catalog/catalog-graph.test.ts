import { Branch, branchesOf, catalogGraph } from '../../lib/catalog/catalog-graph';
import { childOf, imageOf } from './documents';

const UPSTREAM = 'docker.io/library/debian:12-slim';

test('of no images there is no graph', () => {
  expect(catalogGraph([])).toEqual({ nodes: [], edges: [] });
  expect(branchesOf(catalogGraph([]))).toEqual([]);
});

test('an image hangs on its upstream image', () => {
  expect(catalogGraph([imageOf('debian')])).toEqual({
    nodes: [{ id: UPSTREAM, kind: 'upstream' }, { id: 'golden/debian', kind: 'image' }],
    edges: [{ parent: UPSTREAM, child: 'golden/debian' }],
  });
});

test('a child hangs on its parent and on what its stages are on, each once; what the catalogue does not hold is outside', () => {
  const { nodes, edges } = catalogGraph([childOf('debian', 'node', { builtWith: ['golden/builder', 'golden/debian'] }), imageOf('debian')]);
  expect(nodes.map(({ id, kind }) => `${id} ${kind}`)).toEqual([`${UPSTREAM} upstream`, 'golden/builder outside', 'golden/debian image', 'golden/node image']);
  expect(edges.map(({ parent, child }) => `${parent} > ${child}`)).toEqual([`${UPSTREAM} > golden/debian`, 'golden/builder > golden/node', 'golden/debian > golden/node']);
});

test('the order of the images does not matter', () => {
  const images = [imageOf('debian'), childOf('debian', 'node'), childOf('node', 'app')];
  expect(catalogGraph([...images].reverse())).toEqual(catalogGraph(images));
});

/** Branches as indented lines. */
function lines(branches: readonly Branch[], depth = 0): string[] {
  return branches.flatMap(({ node, children }) => [`${'  '.repeat(depth)}${node.id}`, ...lines(children, depth + 1)]);
}

test('as a list, a child of two parents stands below both, and its own children below the first', () => {
  const graph = catalogGraph([imageOf('debian'), childOf('debian', 'left'), childOf('debian', 'right'), childOf('left', 'both', { builtWith: ['golden/right'] }), childOf('both', 'app')]);
  expect(lines(branchesOf(graph))).toEqual([
    UPSTREAM, '  golden/debian', '    golden/left', '      golden/both', '        golden/app', '    golden/right', '      golden/both',
  ]);
});

test('as a list, a cycle ends', () => {
  expect(lines(branchesOf(catalogGraph([childOf('b', 'a'), childOf('a', 'b')])))).toEqual(['golden/a', '  golden/b', '    golden/a']);
});
