import { CatalogImage } from '../../../lib/catalog/catalog-content';
import { catalogGraph } from '../../../lib/catalog/catalog-graph';
import { indexOf } from '../../../lib/catalog/catalog-index';
import { lineageSvg } from '../../../lib/catalog/html/lineage-svg';
import { childOf, documentOf, imageOf } from '../documents';

function svg(...images: readonly CatalogImage[]): string {
  return lineageSvg(catalogGraph(images), indexOf(documentOf(...images))).text;
}

test('an image is a link to what is told of it, beside what it is built on', () => {
  expect(svg(imageOf('debian'))).toBe(`<svg class="lineage" role="group" aria-labelledby="lineage-title lineage-desc" width="446" height="32">
<title id="lineage-title">Lineage of the images</title>
<desc id="lineage-desc">2 images in 2 columns: what is on the left is built on by what is on its right. The list below says the same.</desc>
<path class="edge" data-edge="docker.io/library/debian:12-slim golden/debian" d="M266 16H266C294 16 294 16 322 16"/><g class="node upstream"><title>docker.io/library/debian:12-slim</title><rect x="2" y="2" width="264" height="28" rx="6"/><text x="14" y="20">docker.io/library/debian:12-slim</text></g><a class="node image" href="#image-golden-debian"><title>golden/debian</title><rect x="322" y="2" width="122" height="28" rx="6"/><text x="334" y="20">golden/debian</text></a>
</svg>`);
});

test('every image and every edge is drawn, and a parent that is not in the catalogue leads nowhere', () => {
  const drawn = svg(childOf('debian', 'node', { builtWith: ['golden/builder'] }), childOf('node', 'app'));
  expect([...drawn.matchAll(/data-edge="([^"]*)"/g)].map(([, edge]) => edge)).toEqual(['golden/builder golden/node', 'golden/debian golden/node', 'golden/node golden/app']);
  expect([...drawn.matchAll(/<(?:a|g) class="node (\w+)"[^>]*><title>([^<]*)/g)].map(([, kind, name]) => `${kind} ${name}`)).toEqual([
    'image golden/app', 'outside golden/builder', 'outside golden/debian', 'image golden/node',
  ]);
});

test('a long name is drawn by its ends, and told in full', () => {
  const name = 'registry.example.com/a/very/long/path/to/some/base-image:2026.11.24';
  const drawn = svg(imageOf('debian', { base: { ...imageOf('x').base, name } }));
  expect(drawn).toContain(`<title>${name}</title>`);
  expect(drawn).toContain('>registry.example.com/…base-image:2026.11.24</text>');
});

test('of nothing there is an empty picture', () => {
  expect(svg()).toContain('height="32"');
  expect(svg()).not.toContain('class="node');
});
