import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { GoldenImageCatalog } from '../../lib/catalog/golden-image-catalog';
import { CatalogDocument } from '../../lib/verdict/catalog-document';
import { VerdictLevel } from '../../lib/verdict/image-verdict';
import { judge } from '../../lib/verdict/judge';
import { resolveRequirements } from '../../lib/verdict/requirements';
import { debianIn, newStack, synthesize } from '../support/stack';

const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const digest = (char: string): string => `sha256:${char.repeat(64)}`;

/** What a platform writes. */
function platformCatalog(): string {
  const stack = newStack();
  const catalog = new GoldenImageCatalog(stack, 'Catalog', { asOf: '2026-11-24' });
  const debian = debianIn(stack);
  debian.deprecate({ since: '2026-11-01', removeAfter: '2026-12-31', reason: 'Debian 13 ist für alle da', replacement: 'debian-13' });
  debian.revoke({ version: '12.0.0', reason: 'CVE-2026-1' });
  debian.revoke({ digest: digest('b'), reason: 'backdoor' });
  return join(synthesize(stack).folder, catalog.outputPath, 'catalog.json');
}

test('the catalogue that a platform writes is the one that teams are judged by', () => {
  const requirements = resolveRequirements({ registries: [HOST], catalog: CatalogDocument.fromFile(platformCatalog()), levels: { deprecated: VerdictLevel.ERROR }, asOf: '2026-11-24' }, 'test');
  const said = (text: string): string => {
    const { verdict, remedy } = judge({ place: 'a', type: 'aws_lambda_function', use: 'image_uri', text }, requirements);
    return `${verdict}: ${remedy}`;
  };
  expect(said(`${HOST}/golden/debian@${digest('a')}`)).toBe('deprecated: move to golden/debian-13');
  expect(said(`${HOST}/golden/debian:12.0.0-20260801@${digest('a')}`)).toMatch(/^revoked: /);
  expect(said(`${HOST}/golden/debian@${digest('b')}`)).toMatch(/^revoked: /);
  expect(said(`${HOST}/golden/ubuntu@${digest('a')}`)).toBe('not-golden: use one that it has: golden/debian');
  expect(said('debian:12')).toBe('not-golden: use golden/debian, which is built on it');
});

test.each<[string, (text: string) => Uint8Array]>([
  ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16, as PowerShell redirects', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16, the higher byte first', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('a catalogue is read in %s', (_, encoded) => {
  const file = platformCatalog();
  const written = CatalogDocument.fromFile(file);
  writeFileSync(file, encoded(readFileSync(file, 'utf8')));
  expect(CatalogDocument.fromFile(file)).toEqual(written);
  expect(written._images[0]!.deprecation!.reason).toBe('Debian 13 ist für alle da');
});
