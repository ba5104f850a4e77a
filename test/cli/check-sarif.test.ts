import { checkSarif } from '../../lib/cli/check/check-sarif';
import { ImageAdoption } from '../../lib/verdict/adoption';
import { ImageVerdict, VerdictLevel } from '../../lib/verdict/image-verdict';

const USE = { resource: 'module.a["b"].aws_lambda_function.f', resourceType: 'aws_lambda_function', use: 'image_uri', message: 'nginx is not a golden image' };

const USES: readonly ImageAdoption[] = [
  { ...USE, verdict: ImageVerdict.NOT_GOLDEN, level: VerdictLevel.ERROR, image: 'docker.io/library/nginx', remedy: 'use golden/nginx' },
  { ...USE, verdict: ImageVerdict.TAG_ONLY, level: VerdictLevel.ERROR },
  { ...USE, verdict: ImageVerdict.REVOKED, level: VerdictLevel.ERROR },
  { ...USE, verdict: ImageVerdict.DEPRECATED, level: VerdictLevel.WARNING },
  { ...USE, verdict: ImageVerdict.UNKNOWN, level: VerdictLevel.REPORT, exception: 'until March (until 2027-03-31)' },
  { ...USE, verdict: ImageVerdict.GOLDEN, level: VerdictLevel.REPORT },
  { ...USE, verdict: ImageVerdict.ALLOWED, level: VerdictLevel.REPORT },
  { ...USE, verdict: ImageVerdict.CURATED, level: VerdictLevel.REPORT },
];

/**
 * What SARIF 2.1.0's schema (OASIS, sarif-schema-2.1.0.json) asks of the objects that are written here: the properties that an
 * object may have, those that it must have, and their kinds. No other property is allowed in any of them.
 */
const SCHEMA: { readonly [object: string]: { readonly required: readonly string[]; readonly properties: { readonly [name: string]: string } } } = {
  log: { required: ['version', 'runs'], properties: { $schema: 'text', version: 'text', runs: 'list run' } },
  run: { required: ['tool'], properties: { tool: 'tool', results: 'list result' } },
  tool: { required: ['driver'], properties: { driver: 'driver' } },
  driver: { required: ['name'], properties: { name: 'text', informationUri: 'uri', rules: 'list rule' } },
  rule: { required: ['id'], properties: { id: 'text', shortDescription: 'message', defaultConfiguration: 'configuration' } },
  configuration: { required: [], properties: { level: 'level' } },
  message: { required: ['text'], properties: { text: 'text' } },
  result: { required: ['message'], properties: { ruleId: 'text', ruleIndex: 'index', level: 'level', message: 'message', locations: 'list location', partialFingerprints: 'texts', suppressions: 'list suppression' } },
  location: { required: [], properties: { physicalLocation: 'physical', logicalLocations: 'list logical' } },
  physical: { required: ['artifactLocation'], properties: { artifactLocation: 'artifact', region: 'region' } },
  artifact: { required: [], properties: { uri: 'reference' } },
  region: { required: [], properties: { startLine: 'line' } },
  logical: { required: [], properties: { fullyQualifiedName: 'text', kind: 'text' } },
  suppression: { required: ['kind'], properties: { kind: 'suppressionKind', status: 'suppressionStatus', justification: 'text' } },
};

const KINDS: { readonly [kind: string]: (value: unknown) => boolean } = {
  text: (value) => typeof value === 'string' && value !== '',
  texts: (value) => Object.values(value as object).every((one) => typeof one === 'string'),
  uri: (value) => URL.canParse(value as string),
  reference: (value) => URL.canParse(value as string, 'file:///') && !/[\s"<>\\^`{|}]/.test(value as string),
  index: (value) => Number.isInteger(value) && (value as number) >= 0,
  line: (value) => Number.isInteger(value) && (value as number) >= 1,
  level: (value) => ['none', 'note', 'warning', 'error'].includes(value as string),
  suppressionKind: (value) => ['inSource', 'external'].includes(value as string),
  suppressionStatus: (value) => ['accepted', 'underReview', 'rejected'].includes(value as string),
};

function problems(value: unknown, kind: string, at: string): string[] {
  if (kind.startsWith('list ')) return Array.isArray(value) ? value.flatMap((item, index) => problems(item, kind.slice(5), `${at}[${index}]`)) : [`${at} is no list`];
  if (KINDS[kind] !== undefined) return KINDS[kind](value) ? [] : [`${at} is no ${kind}`];
  const { required, properties } = SCHEMA[kind]!;
  const missing = required.filter((name) => !(name in (value as object))).map((name) => `${at}.${name} is missing`);
  return [...missing, ...Object.entries(value as object).flatMap(([name, member]) => (properties[name] === undefined ? [`${at}.${name} is not allowed`] : problems(member, properties[name], `${at}.${name}`)))];
}

interface Log {
  readonly version: string;
  readonly runs: readonly { readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } }; readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number; readonly level: string; readonly message: { readonly text: string }; readonly suppressions?: unknown }[] }[];
}

const LOG = JSON.parse(checkSarif(USES, 'out dir/plan.json')) as Log;

test('what is written is SARIF 2.1.0', () => {
  expect(LOG.version).toBe('2.1.0');
  expect(problems(LOG, 'log', 'log')).toEqual([]);
});

test('the check of this test finds what is wrong', () => {
  expect(problems({ version: '', runs: [{ tool: {}, results: [{ level: 'bad' }] }], x: 1 }, 'log', 'log')).toEqual([
    'log.version is no text',
    'log.runs[0].tool.driver is missing',
    'log.runs[0].results[0].message is missing',
    'log.runs[0].results[0].level is no level',
    'log.x is not allowed',
  ]);
});

test('each finding is a result of its rule and level; what is golden or allowed is none', () => {
  const [{ tool, results }] = LOG.runs as [Log['runs'][number]];
  expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([['not-golden', 'error'], ['tag-only', 'error'], ['revoked', 'error'], ['deprecated', 'warning'], ['unknown', 'note']]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
  expect(results[0]!.message.text).toBe('module.a["b"].aws_lambda_function.f, image_uri: nginx is not a golden image; use golden/nginx');
});

test('what is excepted is suppressed, with the reason', () => {
  expect(LOG.runs[0]!.results.map(({ suppressions }) => suppressions)).toEqual([undefined, undefined, undefined, undefined, [{ kind: 'external', status: 'accepted', justification: 'until March (until 2027-03-31)' }]]);
});
