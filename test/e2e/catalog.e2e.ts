import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { source as axe } from 'axe-core';
import { App } from 'cdktf';
import { Browser, chromium, Page } from 'playwright-core';

import { platform } from '../../examples/platform/platform';
import { CatalogContent } from '../../lib/catalog/catalog-content';
import { catalogFiles } from '../../lib/catalog/catalog-files';
import { childOf, documentOf, FULL, imageOf } from '../catalog/documents';

const SCREENSHOTS = path.resolve('.cache/catalog');
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = [360, 1280];

let browser: Browser;
let folder: string;
const files: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'catalog-'));
  mkdirSync(SCREENSHOTS, { recursive: true });
  // Chromium's own sandbox asks for more than root in a namespace has; the pages are this repository's own.
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const app = new App({ outdir: path.join(folder, 'cdktf.out') });
  const stack = platform(app);
  app.synth();
  files.platform = path.join(app.outdir, 'stacks', stack.node.id, stack.catalog.outputPath, 'catalog.html');
  files.full = write('full', FULL);
  files.empty = write('empty', documentOf());
  files.many = write('many', documentOf(imageOf('base'), ...Array.from({ length: 200 }, (_, index) => childOf(index < 14 ? 'base' : `image-${index % 14}`, `image-${index}`))));
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, document: CatalogContent): string {
  const file = path.join(folder, `${name}.html`);
  writeFileSync(file, catalogFiles(document)['catalog.html']!);
  return file;
}

/** A page, and what it asked for and complained of since. */
async function open(name: string, options: { scheme?: 'light' | 'dark'; width?: number; javaScriptEnabled?: boolean } = {}): Promise<{ page: Page; requests: string[]; complaints: string[]; blocked: [string, string][] }> {
  const { scheme = 'light', width = 1280, javaScriptEnabled = true } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, javaScriptEnabled });
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const blocked: [string, string][] = [];
  page.on('requestfailed', (request) => blocked.push([request.url(), request.failure()!.errorText]));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(files[name]!).href);
  return { page, requests, complaints, blocked };
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[] }[];
  readonly passes: readonly { readonly id: string }[];
}

async function violations(page: Page): Promise<string[]> {
  // It is put in by the debugger, which the page's policy does not bind.
  await page.evaluate(axe);
  const { violations: found, passes } = await page.evaluate<AxeResult>('axe.run()');
  expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'document-title', 'landmark-one-main', 'region']));
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`));
}

const LOOKS = SCHEMES.flatMap((scheme) => WIDTHS.map((width) => ({ scheme, width })));

describe.each([
  ...['platform', 'full'].flatMap((name) => LOOKS.map((look) => ({ name, ...look }))),
  { name: 'empty', scheme: 'dark', width: 360 } as const,
])('the page of the catalogue $name, $scheme, $width pixels wide', ({ name, scheme, width }) => {
  test('has no fault that axe finds, nothing to scroll to the side, and asks for nothing', async () => {
    const { page, requests, complaints } = await open(name, { scheme, width });
    await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${scheme}-${width}.png`), fullPage: true });
    await page.evaluate(`document.querySelectorAll('details').forEach((details) => { details.open = true; })`);
    await page.screenshot({ path: path.join(SCREENSHOTS, `${name}-${scheme}-${width}-open.png`), fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(files[name]!).href]);
    await page.context().close();
  });
});

describe('the page of the platform example', () => {
  test('is dark where the reader wants it dark', async () => {
    const backgrounds = await Promise.all(SCHEMES.map(async (scheme) => {
      const { page } = await open('platform', { scheme });
      return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    }));
    const brightness = backgrounds.map((colour) => colour.match(/\d+/g)!.slice(0, 3).map(Number).reduce((sum, part) => sum + part, 0));
    expect(brightness[0]).toBeGreaterThan(600);
    expect(brightness[1]).toBeLessThan(150);
  });

  test('finds by all words, says how many, and shows all again', async () => {
    const { page } = await open('platform');
    const shown = (): Promise<string[]> => page.locator('article:visible h3 a').allTextContents();
    expect(await shown()).toEqual(['debian', 'node-18']);
    await page.keyboard.press('/');
    await page.keyboard.type('NODEJS platform-team');
    expect(await shown()).toEqual(['node-18']);
    expect(await page.locator('.overview tbody tr:visible').count()).toBe(1);
    expect(await page.locator('nav li[data-image]:visible').allTextContents()).toEqual(['golden/node-18']);
    expect(await page.locator('#status').textContent()).toBe('1 of 2');
    await page.fill('#query', 'kubernetes');
    expect(await shown()).toEqual([]);
    expect(await page.locator('#nothing').isVisible()).toBe(true);
    await page.fill('#query', '');
    expect(await shown()).toEqual(['debian', 'node-18']);
    expect(await page.locator('#nothing').isVisible()).toBe(false);
  });

  test('copies what it shows', async () => {
    const { page } = await open('platform');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy: Dockerfile of golden/debian' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('# Told by the build, as repository and digest: see "Docker, the newest release".\nARG BASE_IMAGE\nFROM ${BASE_IMAGE}');
    expect(await page.getByText('Copied').count()).toBe(1);
  });

  test('can be read without scripts, and offers no search then', async () => {
    const { page } = await open('platform', { javaScriptEnabled: false });
    expect(await page.locator('article:visible').count()).toBe(2);
    expect(await page.locator('#search').isVisible()).toBe(false);
  });

  test('runs no script and loads nothing that its policy does not name', async () => {
    const { page, blocked, requests } = await open('platform');
    await page.evaluate(`
      document.body.insertAdjacentHTML('beforeend', '<img src="https://example.com/x.png" onerror="window.ran = true"><style>body { color: red }</style>');
      document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }));
      new Promise((resolve) => setTimeout(resolve, 200));
    `);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(await page.evaluate('getComputedStyle(document.body).color')).not.toBe('rgb(255, 0, 0)');
    expect(requests.filter((url) => url.startsWith('http'))).toEqual(['https://example.com/x.png']);
    expect(blocked).toEqual([['https://example.com/x.png', 'csp']]);
  });
});

test('a catalogue of 201 images scrolls to the side in its pictures alone', async () => {
  for (const width of WIDTHS) {
    const { page } = await open('many', { width });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(await page.locator('svg.lineage .node').count()).toBe(202);
    await page.locator('#lineage').screenshot({ path: path.join(SCREENSHOTS, `many-${width}.png`) });
  }
});

test('letters of the lineage are inside of their boxes', async () => {
  const { page } = await open('full');
  const widths = await page.evaluate<{ name: string; box: number; text: number }[]>(`[...document.querySelectorAll('svg.lineage .node')].map((node) => ({
    name: node.querySelector('title').textContent,
    box: node.querySelector('rect').getBoundingClientRect().width,
    text: node.querySelector('text').getBoundingClientRect().width,
  }))`);
  expect(widths).toHaveLength(9);
  expect(widths.filter(({ box, text }) => text > box - 20)).toEqual([]);
});

test('the HCL of a catalogue is what terraform fmt writes, and what it can read', () => {
  const { images } = JSON.parse(readFileSync(files.platform!.replace('.html', '.json'), 'utf8')) as CatalogContent;
  const snippets = images.flatMap(({ usage }) => usage.filter(({ language }) => language === 'hcl'));
  expect(snippets).toHaveLength(4);
  for (const { text } of snippets) expect(execFileSync('terraform', ['fmt', '-'], { input: `${text}\n`, encoding: 'utf8' })).toBe(`${text}\n`);
});
