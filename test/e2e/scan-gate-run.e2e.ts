import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ScanGate } from '../../lib/build/scan-gate';
import { scanGateDocument } from '../../lib/build/scan-gate-document';
import type { ScanGateOptions } from '../../lib/build/scan-gate-options';
import { VulnerabilityException } from '../../lib/build/vulnerability-exception';
import { Severity } from '../../lib/core/severity';
import { Moto, type ScanResult } from './engines/moto';
import { attempt, type Outcome, run } from './engines/process';
import { sandbox } from './engines/sandbox';
import { basicFinding, enhancedFinding, SCRIPTS } from './scan-gate/findings';

/** No more of the world than the AWS CLI and what it talks to. */
const REPOSITORY = 'golden-candidates/debian';
/** ECR takes no image under another digest than its manifest's. */
const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: `sha256:${'c'.repeat(64)}`, size: 2 },
  layers: [],
});
const DIGEST = `sha256:${createHash('sha256').update(MANIFEST).digest('hex')}`;

let dir: string;
let moto: Moto;
let env: Record<string, string>;

beforeAll(async () => {
  const box = sandbox();
  dir = mkdtempSync(path.join(tmpdir(), 'scan-gate-'));
  moto = await Moto.start(box, dir);
  env = {
    PATH: process.env.PATH!, HOME: dir, TMPDIR: dir, LANG: 'C.UTF-8', AWS_PAGER: '',
    AWS_ENDPOINT_URL: moto.url, AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing', AWS_REGION: box.region, AWS_DEFAULT_REGION: box.region, AWS_EC2_METADATA_DISABLED: 'true',
  };
  await run('aws', ['ecr', 'create-repository', '--repository-name', REPOSITORY], { env });
  await run('aws', ['ecr', 'put-image', '--repository-name', REPOSITORY, '--image-tag', '1', '--image-digest', DIGEST, '--image-manifest', MANIFEST], { env });
});

afterAll(() => moto?.stop());

interface Run extends Outcome {
  /** What it left for notifications; undefined where it left nothing. */
  readonly blocking: { readonly id: string }[] | undefined;
}

/** Runs the gate, with programs of the test in front of those of the machine. */
async function scanGate(options: ScanGateOptions = {}, { programs = {}, change = {}, args = [REPOSITORY, DIGEST] }: { programs?: Record<string, string>; change?: Record<string, string>; args?: string[] } = {}): Promise<Run> {
  const bin = mkdtempSync(path.join(dir, 'bin-'));
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(path.join(bin, name), `#!/usr/bin/env bash\n${text}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
  const result = path.join(bin, 'blocking.json');
  writeFileSync(result, '"of an earlier run"');
  const gate = ScanGate.blockAtOrAbove(Severity.HIGH, { reason: 'because', ...options });
  const given = { SCAN_GATE: scanGateDocument(gate), SCAN_TIMEOUT_SECONDS: '2', SCAN_GATE_RESULT: result, ...change };
  const outcome = await attempt('bash', [path.join(SCRIPTS, 'scan-gate.sh'), ...args], { env: { ...env, PATH: `${bin}:${env.PATH}`, ...given } });
  return { ...outcome, blocking: existsSync(result) ? (JSON.parse(readFileSync(result, 'utf8')) as Run['blocking']) : undefined };
}

const scanSays = (result: ScanResult | 'not-found'): Promise<void> => moto.setScan(REPOSITORY, DIGEST, result);

const LOW = Array.from({ length: 7 }, (_, index) => `CVE-2024-${1000 + index}`);

describe('findings over several pages', () => {
  test.each<[string, ScanResult, boolean]>([
    ['basic', { status: 'COMPLETE', pageSize: 3, findings: [...LOW.map((id) => basicFinding(id, 'LOW')), basicFinding('CVE-2024-3094', 'CRITICAL', 'xz-utils')] }, false],
    ['enhanced', { status: 'ACTIVE', pageSize: 3, enhancedFindings: [...LOW.map((id) => enhancedFinding(id, 'LOW')), enhancedFinding('CVE-2024-3094', 'CRITICAL', { packages: ['xz-utils'], vendorCreatedAt: '2024-03-29T00:00:00Z' })] }, true],
  ])('of %s scanning are all read by the AWS CLI: the last one blocks', async (_, result, enhanced) => {
    await scanSays(result);
    const { status, stdout, stderr, blocking } = await scanGate({ enhanced });
    expect(stdout).toContain('scan-gate: findings: {"CRITICAL":1,"LOW":7}; blocking: CRITICAL, HIGH; because: because\n');
    expect(stdout).toContain('scan-gate: blocks: CVE-2024-3094 CRITICAL in xz-utils ');
    expect(stderr).toBe('scan-gate: ERROR: the scan found 1 CRITICAL: nothing is released\n');
    expect(status).toBe(3);
    expect(blocking).toEqual([expect.objectContaining({ id: 'CVE-2024-3094', severity: 'CRITICAL', package: 'xz-utils', uri: 'https://example.com/CVE-2024-3094' })]);
  });

  test('as long as the API makes them are read too, and pass where none blocks', async () => {
    await scanSays({ status: 'COMPLETE', severityCounts: { MEDIUM: 150, LOW: 101 } });
    const { status, stdout, stderr, blocking } = await scanGate();
    expect({ status, stderr, blocking }).toEqual({ status: 0, stderr: '', blocking: [] });
    expect(stdout).toContain(`scan-gate: findings: {"MEDIUM":150,"LOW":101}; blocking: CRITICAL, HIGH; because: because\nscan-gate: ${DIGEST} passes\n`);
  });

  test('of which the first alone is read are no answer', async () => {
    await scanSays({ status: 'COMPLETE', pageSize: 3, findings: LOW.map((id) => basicFinding(id, 'LOW')) });
    const { status, stderr, blocking } = await scanGate({}, { programs: { aws: `exec "${await real('aws')}" "$@" --no-paginate` } });
    expect({ status, blocking }).toEqual({ status: 1, blocking: undefined });
    expect(stderr).toBe('scan-gate: ERROR: there are more findings than were read: nothing is released\n');
  });
});

const real = async (name: string): Promise<string> => (await run('bash', ['-c', `command -v ${name}`], { env })).trim();

test('what an enhanced scan lets through is said, with the reason and the day', async () => {
  const enhancedFindings = [
    enhancedFinding('CVE-2024-1', 'HIGH', { fixAvailable: 'NO' }),
    enhancedFinding('CVE-2024-2', 'HIGH', { fixAvailable: 'YES', vendorCreatedAt: '2026-11-20T00:00:00Z' }),
    enhancedFinding('CVE-2024-3094', 'CRITICAL', { fixAvailable: 'YES' }),
  ];
  await scanSays({ status: 'ACTIVE', enhancedFindings, completedAt: '2026-11-20T00:00:00Z' });
  const exceptions = [VulnerabilityException.of({ id: 'CVE-2024-3094', reason: 'never loaded', expires: '2026-11-24' })];
  const on = (time: string): Promise<Run> => scanGate({ enhanced: true, onlyFixable: true, graceDays: 7, exceptions }, { programs: { date: `exec "$REAL_DATE" -d "${time}" "$@"` }, change: { REAL_DATE: '/bin/date' } });
  const passes = await on('2026-11-24T12:00:00Z');
  expect(passes.stdout.split('\n').slice(1, -1)).toEqual([
    'scan-gate: findings: {"CRITICAL":1,"HIGH":2}; blocking: CRITICAL, HIGH; only with a fix; only 7 days after they were published; because: because',
    'scan-gate: excepted until 2026-11-24: CVE-2024-3094 CRITICAL in openssl 3.0-1 (https://example.com/CVE-2024-3094): never loaded',
    'scan-gate: no fix: CVE-2024-1 HIGH in openssl 3.0-1 (https://example.com/CVE-2024-1)',
    'scan-gate: graced until 2026-11-27T00:00:00Z: CVE-2024-2 HIGH in openssl 3.0-1 (https://example.com/CVE-2024-2)',
    `scan-gate: ${DIGEST} passes`,
  ]);
  const tomorrow = await on('2026-11-25T00:00:00Z');
  expect(tomorrow).toMatchObject({ status: 3, blocking: [{ id: 'CVE-2024-3094' }] });
  expect(tomorrow.stdout).toContain('scan-gate: expired on 2026-11-24: the exception for CVE-2024-3094\n');
  expect((await on('2026-11-28T00:00:00Z')).blocking?.map(({ id }) => id)).toEqual(['CVE-2024-3094', 'CVE-2024-2']);
});

describe('no pass, and nothing left for notifications,', () => {
  test.each(['FAILED', 'UNSUPPORTED_IMAGE', 'SCAN_ELIGIBILITY_EXPIRED', 'FINDINGS_UNAVAILABLE', 'LIMIT_EXCEEDED', 'IMAGE_ARCHIVED', 'SOMETHING_NEW'])('is a scan that ended as %s', async (status) => {
    await scanSays({ status });
    expect(await scanGate()).toMatchObject({ status: 1, stderr: `scan-gate: ERROR: the scan ended as ${status}: nothing is released\n`, blocking: undefined });
  });

  test.each<[string, ScanResult | 'not-found']>([
    ['the scan is still PENDING', 'not-found'],
    ['the scan is still PENDING', { status: 'PENDING' }],
    ['the scan is still IN_PROGRESS', { status: 'IN_PROGRESS' }],
    ['the scan counts {"HIGH":1} findings and lists {}', { status: 'COMPLETE', findings: [], severityCounts: { HIGH: 1 } }],
  ])('is it after the time is over that %s', async (problem, result) => {
    await scanSays(result);
    expect(await scanGate()).toMatchObject({ status: 1, stderr: `scan-gate: ERROR: ${problem} after 2 seconds: nothing is released\n`, blocking: undefined });
  });

  test.each<[string, ScanResult, string]>([
    ['findings without counts', { status: 'COMPLETE', findings: [basicFinding('CVE-2024-1', 'LOW')], severityCounts: null }, 'the scan has no counts of findings'],
    ['a severity that ECR lacks', { status: 'COMPLETE', findings: [basicFinding('CVE-2024-1', 'SEVERE')] }, 'CVE-2024-1 has severity SEVERE, which ECR does not have'],
    ['a scan of Inspector that lists nothing of Inspector', { status: 'ACTIVE', findings: [] }, "the scan is Inspector's and its findings are not there: the AWS CLI may be too old"],
  ])('is %s', async (_, result, problem) => {
    await scanSays(result);
    expect(await scanGate()).toMatchObject({ status: 1, stderr: `scan-gate: ERROR: ${problem}: nothing is released\n`, blocking: undefined });
  });

  test.each<[string, string, RegExp]>([
    ['a refused call', 'echo "An error occurred (AccessDeniedException) when calling: no" >&2; exit 254', /^scan-gate: ERROR: ecr:DescribeImageScanFindings failed: .*AccessDenied/],
    ['a role that may not read Inspector', 'echo "An error occurred (AccessDeniedException): not authorized to perform: inspector2:ListFindings" >&2; exit 254', /the gate does not say so \(ScanGate, enhanced\): .*inspector2:ListFindings/],
    ['an answer that is no JSON', 'echo hello', /is no JSON/],
    ['no answer at all', 'true', /the scan is not of sha256/],
    ['the scan of another image', `echo '{"imageId":{"imageDigest":"sha256:b"},"imageScanStatus":{"status":"COMPLETE"}}'`, new RegExp(`the scan is not of ${DIGEST}: `)],
  ])('is %s', async (_, program, error) => {
    const { status, stderr, blocking } = await scanGate({}, { programs: { aws: program } });
    expect({ status, blocking }).toEqual({ status: 1, blocking: undefined });
    expect(stderr.trim().split('\n').at(-1)).toMatch(error);
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['SCAN_GATE', { SCAN_GATE: '' }, [REPOSITORY, DIGEST]],
    ['SCAN_TIMEOUT_SECONDS', { SCAN_TIMEOUT_SECONDS: '0' }, [REPOSITORY, DIGEST]],
    ['repository', {}, ['', DIGEST]],
    ['digest', {}, [REPOSITORY, 'latest']],
    ['digest', {}, [REPOSITORY]],
  ])('is it to be asked without a right %s', async (name, change, args) => {
    const { status, stderr } = await scanGate({}, { change, args });
    expect(status).toBe(1);
    expect(stderr).toContain(`environment variable ${name} is `);
  });

  test('is a gate that is no JSON', async () => {
    await scanSays({ status: 'COMPLETE' });
    expect(await scanGate({}, { change: { SCAN_GATE: '{x}' } })).toMatchObject({ status: 1, stderr: expect.stringContaining('scan-gate: ERROR: SCAN_GATE is no JSON') });
  });
});

test('a scan that completes while the gate waits, or whose counts agree at last, is decided', async () => {
  await scanSays({ status: 'COMPLETE', findings: [], severityCounts: { HIGH: 1 } });
  const running = scanGate({}, { change: { SCAN_TIMEOUT_SECONDS: '15' } });
  await sleep(2000);
  await scanSays({ status: 'COMPLETE' });
  expect(await running).toMatchObject({ status: 0, stderr: '', blocking: [] });
});
