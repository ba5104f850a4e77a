import { ScanGate } from '../../../lib/build/scan-gate';
import { scanGateDocument } from '../../../lib/build/scan-gate-document';
import { VulnerabilityException } from '../../../lib/build/vulnerability-exception';
import { Severity } from '../../../lib/core/severity';
import { aws } from '../engines/aws';
import { basicFinding } from '../scan-gate/findings';
import type { Fault } from './fault';
import { IMAGE, type Line } from './line';
import { referrers } from './state';

const COPY_FROM = { path: `/v2/golden-candidates/${IMAGE}/` };
const COPY_TO = { path: `/v2/golden/${IMAGE}/` };
const PUT = { ...COPY_TO, method: 'PUT', path: `${COPY_TO.path}manifests/` };

const LOW = Array.from({ length: 7 }, (_, index) => basicFinding(`CVE-2024-${1000 + index}`, 'LOW'));
const XZ = basicFinding('CVE-2024-3094', 'CRITICAL', 'xz-utils');
const SOON = { SCAN_TIMEOUT_SECONDS: '1' };
/** The last day of an exception is over by the time of the scan, and not by the clock of the run. */
const EXCEPTED = scanGateDocument(ScanGate.blockAtOrAbove(Severity.HIGH, { exceptions: [VulnerabilityException.of({ id: 'CVE-2024-3094', reason: 'never loaded', expires: '2027-06-01' })] }));
const SLOW_CLOCK = { at: '^date ', does: '"$real" --date 2027-05-30T12:00:00Z "$@"; exit', times: 99 };

function keptBack(name: string, scan: Fault['scan'], says: string, environment: Fault['environment'] = {}): Fault {
  return { name, scan, environment, ends: 'in failure', says: [`scan-gate: ERROR: ${says}: nothing is released`, /^release: ERROR: the scan gate keeps sha256:\S+ of linux\/amd64 back/m], leaves: 'nothing' };
}

/** The key that signs cannot be used meanwhile. */
async function disableKey({ world }: Line): Promise<() => Promise<unknown>> {
  const { KeyMetadata: { KeyId } } = await aws<{ KeyMetadata: { KeyId: string } }>(world, 'kms', 'describe-key', '--key-id', 'alias/golden-signing');
  await aws(world, 'kms', 'disable-key', '--key-id', KeyId);
  return () => aws(world, 'kms', 'enable-key', '--key-id', KeyId);
}

/** As somebody would by hand: what the channel holds, and what lies beside it. */
async function deleteLastRelease(line: Line): Promise<void> {
  const { channel } = await line.state();
  const digests = [...(await referrers(line.world, IMAGE, channel)), channel];
  await aws(line.world, 'ecr', 'batch-delete-image', '--repository-name', `golden/${IMAGE}`, '--image-ids', ...digests.map((digest) => `imageDigest=${digest}`));
}
/** Into the list of calls. */
const WRITE_DOWN_EVENT = { at: '^aws events put-events', does: 'cat "${arguments[3]#file://}" >>"$FAULT_CALLS"' };

export const RELEASE_FAULTS: readonly Fault[] = [
  // The scan.
  keptBack('the scan never begins', 'not-found', 'the scan is still PENDING after 1 seconds', SOON),
  keptBack('the scan is pending for ever', { status: 'PENDING' }, 'the scan is still PENDING after 1 seconds', SOON),
  keptBack('the scan failed', { status: 'FAILED' }, 'the scan ended as FAILED'),
  keptBack('the image cannot be scanned', { status: 'UNSUPPORTED_IMAGE' }, 'the scan ended as UNSUPPORTED_IMAGE'),
  keptBack('the findings have several pages, and the last one blocks', { status: 'COMPLETE', pageSize: 3, findings: [...LOW, XZ] }, 'the scan found 1 CRITICAL'),
  {
    ...keptBack('the clock is behind, and an exception has expired', { status: 'COMPLETE', findings: [XZ], completedAt: '2027-06-02T00:00:00Z' }, 'the scan found 1 CRITICAL', { SCAN_GATE: EXCEPTED }),
    call: SLOW_CLOCK,
    and: async (_, { log }) => {
      expect(log).toContain('scan-gate: expired on 2027-06-01: the exception for CVE-2024-3094');
      expect(log).toMatch(/^scan-gate: the clock of this run is \d+ seconds behind the scan: the time of the scan counts$/m);
    },
  },

  // The registry.
  { name: 'the candidate is gone', registry: { ...COPY_FROM, path: `${COPY_FROM.path}manifests/`, status: 404 }, ends: 'in failure', says: [/^release: ERROR: crane config failed: .*manifests\/sha256:\S+: UNKNOWN/m], leaves: 'nothing' },
  { name: 'the registry answers 429 to the copy', registry: { ...PUT, status: 429, retryAfter: 1 }, ends: 'in failure', says: [/^release: ERROR: crane copy failed: .*TOOMANYREQUESTS/m], leaves: 'nothing' },
  { name: 'the registry answers 500 to the copy once: it asks again', registry: { ...PUT, status: 500, times: 1 }, ends: 'well', leaves: 'a release' },
  { name: 'the registry answers 500 to the copy', registry: { ...PUT, status: 500 }, ends: 'in failure', says: [/^release: ERROR: crane copy failed: .*UNKNOWN/m], leaves: 'nothing' },
  { name: 'the registry cuts the connection of the copy', registry: { ...PUT, cutAfter: 10 }, ends: 'in failure', says: [/^release: ERROR: crane copy failed: /m], leaves: 'nothing' },
  { name: 'the registry is slow: it waits', registry: { ...PUT, delaySeconds: 1 }, ends: 'well', leaves: 'a release' },
  { name: 'the registry answers 500 to the signature', registry: { ...PUT, skip: 1, status: 500 }, ends: 'in failure', says: [/^release: ERROR: cosign attest failed: .*failed to upload manifest/m], leaves: 'a copy' },

  // The account.
  { name: 'KMS has disabled the key', before: disableKey, ends: 'in failure', says: [/^release: ERROR: cosign attest failed: .*[Dd]isabled/m], leaves: 'a copy' },
  { name: 'ECR refuses calls for their rate: it asks again', aws: { action: 'ecr:DescribeImages', code: 'ThrottlingException', times: 2 }, ends: 'well', leaves: 'a release' },
  { name: 'ECR refuses the tag', aws: { action: 'ecr:PutImage', code: 'AccessDeniedException' }, ends: 'in failure', says: [/^release: ERROR: ecr:PutImage failed: .*AccessDeniedException/m], leaves: 'a copy' },
  {
    name: 'a newer candidate was released, and ECR does not tell their ages',
    newerIsReleased: true,
    call: { at: '^aws ecr describe-images .*sort_by', does: 'echo "An error occurred (ServerException) when calling the DescribeImages operation" >&2; exit 254' },
    ends: 'in failure',
    says: [/^release: ERROR: ecr:DescribeImages failed: .*ServerException/m],
    leaves: 'a tag',
    cleanRunSays: 'channels/stable stands: it holds',
  },
  {
    name: 'a newer candidate was released, and ECR does not tell whether it is there',
    newerIsReleased: true,
    call: { at: '^aws ecr describe-images --repository-name golden-candidates/\\S+ --image-ids imageDigest=', does: 'echo "An error occurred (ServerException) when calling the DescribeImages operation" >&2; exit 254' },
    ends: 'in failure',
    says: [/^release: ERROR: ecr:DescribeImages failed: .*ServerException/m],
    leaves: 'a tag',
    cleanRunSays: 'channels/stable stands: it holds',
  },
  {
    name: 'what it follows was deleted: it tells of it without a difference',
    before: deleteLastRelease,
    call: WRITE_DOWN_EVENT,
    ends: 'well',
    leaves: 'a release',
    and: async (_, { calls }) => expect(calls.join('\n')).toMatch(/It follows sha256:[a-f0-9]{64}, which is no longer in the repository/),
  },
  { name: 'SSM refuses to move the channel', aws: { action: 'ssm:PutParameter', code: 'AccessDeniedException' }, ends: 'in failure', says: [/^release: ERROR: ssm:PutParameter failed: .*AccessDeniedException/m], leaves: 'a tag' },
  { name: 'SSM refuses to write down what was released', aws: { action: 'ssm:PutParameter', code: 'AccessDeniedException', skip: 1 }, ends: 'in failure', says: [/^release: ERROR: ssm:PutParameter failed: .*AccessDeniedException/m], leaves: 'a release' },
];
