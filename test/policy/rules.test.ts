import { BaseImage } from '../../lib/base-image/base-image';
import { DistrolessImage } from '../../lib/base-image/distroless';
import { ImageProvenance } from '../../lib/base-image/image-provenance';
import { PullSource } from '../../lib/base-image/pull-source';
import { ImageVariant } from '../../lib/core/image-variant';
import { Libc } from '../../lib/core/libc';
import { PackageManager } from '../../lib/core/package-manager';
import { ImagePlatform } from '../../lib/core/platform';
import { BuildStage } from '../../lib/image/build-stage';
import { ImageFile } from '../../lib/image/image-file';
import { ImageTest } from '../../lib/image/image-test';
import { ImageUser } from '../../lib/image/image-user';
import { evaluate } from '../../lib/policy/evaluate';
import { FindingSeverity, FindingVerdict, ImageFinding } from '../../lib/policy/finding';
import { ImagePolicy } from '../../lib/policy/image-policy';
import { ImageRule } from '../../lib/policy/image-rule';
import { PolicyExemption } from '../../lib/policy/policy-exemption';
import { PolicySubject } from '../../lib/policy/policy-subject';
import { RULE_CATALOGUE } from '../../lib/policy/rule-catalogue';
import { PARENT } from '../support/parent';
import { DIGEST } from '../support/stack';
import { DAY, subjectOf, withSpec } from '../support/subject';

const TOKEN = '${TfToken[TOKEN.7]}';
const { LINUX_AMD64, LINUX_ARM64 } = ImagePlatform;
const CUSTOM = { digest: DIGEST, libc: Libc.GLIBC, packageManager: PackageManager.APT };
const DEBIAN_10 = BaseImage.debian('10-slim', { digest: DIGEST });
const ALPINE = BaseImage.alpine('3.22', { digest: DIGEST });
const GLIBC_STAGE = BuildStage.of('build', { base: BaseImage.golang('1.25-bookworm', { digest: DIGEST }) });
const MUSL_STAGE = BuildStage.of('build', { base: BaseImage.golang('1.25-alpine', { digest: DIGEST }) });
const FROM_STAGE = ImageFile.fromStage('/usr/local/bin/app', 'build', { source: '/out/app', mode: '0755' });
/** Pinned, a mirror serves what it must. */
const MIRRORED = BaseImage.debian('13-slim', { trackingReason: 'a canary', pullFrom: PullSource.mirror('mirror.example.com') });
const GOLDEN = BaseImage.fromGoldenImage(PARENT);

function on(base: BaseImage): PolicySubject {
  return subjectOf({ base });
}

function stageOn(base: BaseImage): PolicySubject {
  return subjectOf({ stages: [BuildStage.of('build', { base })] });
}

function onPrivate(repository: string): PolicySubject {
  return on(BaseImage.fromPrivateRegistry(repository, '1', CUSTOM));
}

const WEAK = { weakenings: ['lets HIGH findings through: no fix yet'], reason: 'no fix yet', exceptions: [] };

interface Row {
  readonly rule: ImageRule;
  readonly pass: readonly PolicySubject[];
  /** With the message. */
  readonly fail: readonly (readonly [PolicySubject, string])[];
  readonly unknown: readonly (readonly [PolicySubject, string])[];
}

const ROWS: readonly Row[] = [
  {
    rule: ImageRule.approvedBases(['docker.io/library/debian', 'docker.io/library/golang']),
    pass: [subjectOf(), on(GOLDEN), subjectOf({ stages: [GLIBC_STAGE] }), on(BaseImage.debian('13-slim', { digest: DIGEST, pullFrom: PullSource.mirror('mirror.example.com') }))],
    fail: [
      [on(ALPINE), 'the base, docker.io/library/alpine, is not one of docker.io/library/debian, docker.io/library/golang'],
      [stageOn(ALPINE), 'the base of stage build, docker.io/library/alpine, is not one of docker.io/library/debian, docker.io/library/golang'],
      [on(MIRRORED), 'the base, mirror.example.com/library/debian, is not one of docker.io/library/debian, docker.io/library/golang'],
    ],
    unknown: [[onPrivate(`${TOKEN}/base`), 'the name of the base is only known when Terraform runs']],
  },
  {
    rule: ImageRule.trustedPublisher(),
    pass: [subjectOf(), on(GOLDEN), onPrivate('registry.example.com/base'), on(BaseImage.chainguard('wolfi-base', 'latest', { digest: DIGEST }))],
    fail: [
      [on(BaseImage.custom('quay.io/someone/base', '1', { ...CUSTOM, provenance: ImageProvenance.COMMUNITY })), 'the base, quay.io/someone/base:1, is published by a community'],
      [
        stageOn(BaseImage.custom('quay.io/someone/base', '1', { ...CUSTOM, provenance: ImageProvenance.COMMUNITY })),
        'the base of stage build, quay.io/someone/base:1, is published by a community',
      ],
    ],
    unknown: [
      [on(MIRRORED), 'the base, docker.io/library/debian:13-slim, is tracked, and whoever runs mirror.example.com/library/debian decides what it is'],
      [
        on(BaseImage.debian('13-slim', { trackingReason: 'a canary', pullFrom: PullSource.pullThroughCache({ registry: TOKEN, prefix: 'docker-hub' }) })),
        'the base, docker.io/library/debian:13-slim, is tracked, and whoever runs (a registry that Terraform knows) decides what it is',
      ],
    ],
  },
  {
    rule: ImageRule.pinnedBase(),
    pass: [subjectOf(), on(GOLDEN), subjectOf({ base: BaseImage.scratch() })],
    fail: [
      [on(BaseImage.debian('13-slim', { trackingReason: 'a canary' })), 'the base, docker.io/library/debian:13-slim, is tracked: a canary'],
      [on(BaseImage.fromPrivateRegistry(`${TOKEN}/base`, '1', { ...CUSTOM, digest: undefined, trackingReason: 'a canary' })), 'the base, (a name that Terraform knows):1, is tracked: a canary'],
      [stageOn(BaseImage.debian('13-slim', { trackingReason: 'a canary' })), 'the base of stage build, docker.io/library/debian:13-slim, is tracked: a canary'],
    ],
    unknown: [],
  },
  {
    rule: ImageRule.supportedBase(),
    pass: [subjectOf(), on(BaseImage.dockerOfficial('debian', '13-slim', { digest: DIGEST })), on(GOLDEN), subjectOf({ base: BaseImage.scratch() })],
    fail: [
      [on(DEBIAN_10), 'support of debian 10, which is in the base, ended on 2024-06-30'],
      [stageOn(DEBIAN_10), 'support of debian 10, which is in the base of stage build, ended on 2024-06-30'],
      [
        on(BaseImage.debian('12-slim', { digest: DIGEST })),
        'standard support of debian 12, which is in the base, ended on 2026-07-11; Debian LTS ends on 2028-06-30',
      ],
    ],
    unknown: [
      [onPrivate('registry.example.com/base'), 'nobody said until when the base, registry.example.com/base:1, is supported'],
      [on(BaseImage.node('22', { digest: DIGEST })), 'nobody said until when the distribution of the base, docker.io/library/node:22, is supported'],
      [on(BaseImage.dockerOfficial('nginx', '1.28-trixie', { digest: DIGEST })), 'nobody said until when the software of the base, docker.io/library/nginx:1.28-trixie, is supported'],
    ],
  },
  {
    rule: ImageRule.allowedRegistries(['public.ecr.aws/docker', 'gcr.io']),
    pass: [
      on(BaseImage.debian('13-slim', { digest: DIGEST, pullFrom: PullSource.ecrPublic() })),
      on(BaseImage.distroless(DistrolessImage.BASE, { digest: DIGEST })),
      on(GOLDEN),
    ],
    fail: [
      [subjectOf(), 'the base is pulled from docker.io/library/debian, which is not below public.ecr.aws/docker, gcr.io'],
      [onPrivate('gcr.io.example.com/base'), 'the base is pulled from gcr.io.example.com/base, which is not below public.ecr.aws/docker, gcr.io'],
      [onPrivate('public.ecr.aws/dockers/base'), 'the base is pulled from public.ecr.aws/dockers/base, which is not below public.ecr.aws/docker, gcr.io'],
    ],
    unknown: [[onPrivate(`${TOKEN}/base`), 'where the base is pulled from is only known when Terraform runs']],
  },
  {
    rule: ImageRule.noLatest(),
    pass: [subjectOf(), subjectOf({ version: '1.0-latest' })],
    fail: [
      [on(BaseImage.chainguard('wolfi-base', 'latest', { digest: DIGEST })), 'the base is cgr.dev/chainguard/wolfi-base:latest'],
      [stageOn(BaseImage.chainguard('node', 'latest-dev', { digest: DIGEST })), 'the base of stage build is cgr.dev/chainguard/node:latest-dev'],
      [subjectOf({ version: 'latest' }), 'the version is latest'],
    ],
    unknown: [],
  },
  {
    rule: ImageRule.noDebugInProduction(),
    pass: [subjectOf(), stageOn(BaseImage.chainguard('node', '22-dev', { digest: DIGEST })), subjectOf({ variants: [{ variant: ImageVariant.DEBUG }] })],
    fail: [
      [on(BaseImage.distroless(DistrolessImage.BASE, { digest: DIGEST, debug: true })), 'the base is a debug variant'],
      [on(BaseImage.chainguard('node', '22-dev', { digest: DIGEST })), 'the base is a dev variant'],
      [on(BaseImage.fromGoldenImage(PARENT, { variant: ImageVariant.DEBUG })), 'the base is a debug variant'],
    ],
    unknown: [],
  },
  {
    rule: ImageRule.nonRoot(),
    pass: [subjectOf(), subjectOf({ user: ImageUser.of('app', 1) })],
    fail: [[subjectOf({ user: ImageUser.root('binds port 53') }), 'containers run as root: binds port 53']],
    unknown: [],
  },
  {
    rule: ImageRule.noSecrets(),
    pass: [subjectOf()],
    fail: [[subjectOf({ environment: { ENDPOINT: 'https://app:hunter2@db.example.com' } }), 'environment variable ENDPOINT holds an address with a password']],
    unknown: [[withSpec(subjectOf(), { environment: [{ name: 'HOST', value: TOKEN }] }), 'environment variable HOST is only known when Terraform runs']],
  },
  {
    rule: ImageRule.muslCompatibility(),
    pass: [subjectOf({ base: ALPINE, stages: [MUSL_STAGE], files: [FROM_STAGE] }), subjectOf({ stages: [GLIBC_STAGE], files: [FROM_STAGE] }), subjectOf({ base: ALPINE, stages: [GLIBC_STAGE] }), subjectOf({ base: ALPINE, packages: ['tzdata'] })],
    fail: [
      [subjectOf({ base: ALPINE, stages: [GLIBC_STAGE], files: [FROM_STAGE] }), '/usr/local/bin/app comes from stage build, which has glibc, and the base has musl'],
      [
        subjectOf({ base: ALPINE, stages: [GLIBC_STAGE], variants: [{ variant: ImageVariant.DEBUG, files: [FROM_STAGE] }] }),
        '/usr/local/bin/app comes from stage build, which has glibc, and the base has musl',
      ],
      [subjectOf({ base: ALPINE, variants: [{ variant: ImageVariant.DEV, packages: ['libc6-compat'] }] }), 'package libc6-compat is for programs that are linked with glibc, and the base has musl'],
      [subjectOf({ base: ALPINE, packages: ['gcompat=1.1.0-r4'] }), 'package gcompat is for programs that are linked with glibc, and the base has musl'],
    ],
    unknown: [],
  },
  {
    rule: ImageRule.platforms([LINUX_AMD64]),
    pass: [subjectOf(), subjectOf({ platforms: [LINUX_AMD64, LINUX_ARM64] }), on(BaseImage.fromPrivateRegistry('registry.example.com/base', '1', { ...CUSTOM, platforms: [LINUX_AMD64] }))],
    fail: [
      [subjectOf({ platforms: [LINUX_ARM64] }), 'the image is not built for linux/amd64'],
      [on(BaseImage.fromPrivateRegistry('registry.example.com/base', '1', { ...CUSTOM, platforms: [LINUX_ARM64] })), 'the base is not published for linux/amd64'],
      [stageOn(BaseImage.fromPrivateRegistry('registry.example.com/base', '1', { ...CUSTOM, platforms: [LINUX_ARM64] })), 'the base of stage build is not published for linux/amd64'],
      [subjectOf({ base: GOLDEN, platforms: [LINUX_AMD64, LINUX_ARM64] }), 'the base is not published for linux/arm64'],
    ],
    unknown: [[onPrivate('registry.example.com/base'), 'nobody said what platforms the base is published for']],
  },
  {
    rule: ImageRule.requiredLabels(['com.example.cost-center']),
    pass: [subjectOf()],
    fail: [
      [subjectOf({ labels: { 'com.example.team': 'a' } }), 'label com.example.cost-center is missing'],
      [subjectOf({ labels: { 'com.example.cost-center': ' ' } }), 'label com.example.cost-center is empty'],
    ],
    unknown: [[withSpec(subjectOf(), { labels: [{ name: 'com.example.cost-center', value: TOKEN }] }), 'label com.example.cost-center is only known when Terraform runs']],
  },
  {
    rule: ImageRule.ownerAndRationale(),
    pass: [
      subjectOf(),
      subjectOf({ owner: 'Équipe plateforme', rationale: 'für alles, was Node.js braucht' }),
      subjectOf({ owner: '@acme/platform', rationale: 'glibc,  support' }),
      subjectOf({ owner: 'Platform (EU)', rationale: '五年のサポート' }),
      subjectOf({ owner: 'maintainers of the todo app' }),
    ],
    fail: [
      ...['TODO', 'todo: ask', 'tbd', 'n/a', 'N/A.', '-', '--', 'x', '?', 'none', 'team', ' Team ', 'TBA...'].map((owner) => [subjectOf({ owner }), `the owner, "${owner}", is a placeholder`] as const),
      ...['small', 'TODO', 'todo: write this', '...', '小型'].map((rationale) => [subjectOf({ rationale }), `the rationale, "${rationale}", says nothing`] as const),
    ],
    unknown: [],
  },
  {
    rule: ImageRule.sizeBudget(),
    pass: [subjectOf()],
    fail: [[subjectOf({ maxSizeMegabytes: undefined }), 'no size budget is declared']],
    unknown: [],
  },
  {
    rule: ImageRule.testsDeclared(),
    pass: [
      subjectOf(),
      ...[ImageTest.file('/usr/bin/node'), ImageTest.listensOn(8080), ImageTest.startsReadOnly()].map((one) => subjectOf({ tests: [ImageTest.runsAs(65532), one] })),
    ],
    fail: [
      [subjectOf({ tests: undefined }), 'no test is about what the image is for'],
      [
        subjectOf({ tests: [ImageTest.runsAs(65532), ImageTest.noSetuidFiles(), ImageTest.noShell(), ImageTest.noFile('/a'), ImageTest.maxLayers(9), ImageTest.metadata({ ports: ['80'] })] }),
        'no test is about what the image is for',
      ],
    ],
    unknown: [],
  },
  {
    rule: ImageRule.scanGateDeclared(),
    pass: [subjectOf()],
    fail: [
      [subjectOf({}, { scanGate: undefined }), 'no scan gate is declared'],
      [subjectOf({}, { scanGate: WEAK }), 'the scan gate is weaker than the default: it lets HIGH findings through: no fix yet'],
    ],
    unknown: [],
  },
  {
    rule: ImageRule.migrationGuide(),
    pass: [subjectOf(), subjectOf({ supersedes: 'debian-12', migrationGuide: '# Moving to 13' }), subjectOf({ supersedes: 'debian-12', migrationGuide: 'x' }, { predecessor: 'debian-12' })],
    fail: [
      [subjectOf({ supersedes: 'debian-12' }), 'app supersedes debian-12, and has no migration guide'],
      [subjectOf({}, { predecessor: 'debian-12' }), 'app follows debian-12, and does not say that it supersedes an image'],
    ],
    unknown: [],
  },
];

const EXEMPT = (rule: string): PolicyExemption => PolicyExemption.of({ rule, reason: 'because of this', expires: '2026-12-31' });

function findings(rule: ImageRule, subject: PolicySubject, exemptions: readonly PolicyExemption[] = [], asOf = DAY): readonly ImageFinding[] {
  return evaluate([ImagePolicy.of({ name: 'one-rule', rules: [rule], asOf })], { subject, exemptions, path: 'stack/image' }, '2000-01-01');
}

test('every rule has a row, in the order of the catalogue', () => {
  expect(ROWS.map(({ rule }) => rule.id)).toEqual(RULE_CATALOGUE.map(({ id }) => id));
});

describe.each(ROWS.map((row) => [row.rule.id, row] as const))('%s', (id, { rule, pass, fail, unknown }) => {
  test('passes what is right, in one finding with its title', () => {
    for (const subject of pass) {
      expect(findings(rule, subject)).toEqual([expect.objectContaining({ rule: id, verdict: FindingVerdict.PASS, message: rule.title, path: 'stack/image', policy: 'one-rule' })]);
    }
  });

  test('fails what is wrong, and says what and where, and what to do', () => {
    expect(fail.length).toBeGreaterThan(0);
    for (const [subject, message] of fail) {
      const remedy = RULE_CATALOGUE.find((one) => one.id === id)!.remedy;
      expect(findings(rule, subject).filter(({ verdict }) => verdict !== FindingVerdict.UNKNOWN)).toEqual([
        { rule: id, severity: rule.severity, verdict: FindingVerdict.FAIL, message, remedy, path: 'stack/image', policy: 'one-rule' },
      ]);
    }
  });

  test('keeps what is exempt among the findings, with the reason', () => {
    for (const [subject, message] of [...fail, ...unknown]) {
      const exempt = findings(rule, subject, [EXEMPT(id)]);
      expect(exempt.every(({ verdict }) => verdict === FindingVerdict.EXEMPT)).toBe(true);
      expect(exempt.map((finding) => finding.message)).toContain(`${message}; exempt until 2026-12-31: because of this`);
    }
  });
});

test.each(ROWS.flatMap(({ rule, unknown }) => unknown.map(([subject, message]) => [rule.id, rule, subject, message] as const)))('%s says unknown where it cannot tell', (id, rule, subject, message) => {
  expect(findings(rule, subject)).toEqual([expect.objectContaining({ rule: id, severity: rule.unknownSeverity, verdict: FindingVerdict.UNKNOWN, message })]);
});

test('the other rules read what a declaration always says', () => {
  expect(ROWS.filter(({ unknown }) => unknown.length > 0).map(({ rule }) => rule.id)).toEqual([
    'approved-base',
    'trusted-publisher',
    'supported-base',
    'allowed-registry',
    'no-secrets',
    'platforms',
    'required-labels',
  ]);
});

test('failures are errors by default, but of musl-compatibility, which cannot see what is linked statically', () => {
  expect(ImageRule.muslCompatibility().severity).toBe('warning');
  expect(ImageRule.nonRoot().severity).toBe('error');
});

describe('supported-base goes by the day of the policy', () => {
  const debian12 = on(BaseImage.debian('12-slim', { digest: DIGEST }));
  const rule = ImageRule.supportedBase({ warnDays: 30, acceptExtended: true });

  test.each([
    ['2026-06-11', 'pass', 'error'],
    ['2026-06-12', 'fail', 'warning'],
    ['2026-07-11', 'fail', 'warning'],
    ['2026-07-12', 'fail', 'warning'],
    ['2028-06-30', 'fail', 'warning'],
    ['2028-07-01', 'fail', 'error'],
  ])('on %s it is a %s of severity %s', (day, verdict, severity) => {
    expect(findings(rule, debian12, [], day)).toEqual([expect.objectContaining({ verdict, severity })]);
  });

  test('the window is announced with the day', () => {
    expect(findings(rule, debian12, [], '2026-07-11')[0]!.message).toBe('standard support of debian 12, which is in the base, ends on 2026-07-11');
  });
});

test('the end of support is announced 90 days before it, unless told otherwise', () => {
  const debian12 = on(BaseImage.debian('12-slim', { digest: DIGEST }));
  expect(['2026-04-12', '2026-04-13'].map((day) => findings(ImageRule.supportedBase(), debian12, [], day)[0]!.verdict)).toEqual(['pass', 'fail']);
});

test('of several platforms that are missing, all are named', () => {
  const nowhere = BaseImage.fromPrivateRegistry('registry.example.com/base', '1', { ...CUSTOM, platforms: [] });
  const messages = (subject: PolicySubject): string[] => findings(ImageRule.platforms([LINUX_AMD64, LINUX_ARM64]), subject).map(({ message }) => message);
  expect(messages(withSpec(on(nowhere), { platforms: [LINUX_AMD64, LINUX_ARM64] }))).toEqual(['the base is not published for linux/amd64, linux/arm64']);
  expect(messages(withSpec(subjectOf(), { platforms: [] }))).toEqual(['the image is not built for linux/amd64, linux/arm64']);
});

test('what cannot be told has a severity of its own', () => {
  const rule = ImageRule.platforms([], { unknownSeverity: FindingSeverity.WARNING });
  expect(findings(rule, onPrivate('registry.example.com/base'))).toEqual([expect.objectContaining({ verdict: 'unknown', severity: 'warning' })]);
  expect(findings(rule, on(BaseImage.fromPrivateRegistry('registry.example.com/base', '1', { ...CUSTOM, platforms: [LINUX_ARM64] })))).toEqual([expect.objectContaining({ verdict: 'fail', severity: 'error' })]);
});

test('a weakened scan gate passes where the rule accepts it', () => {
  expect(findings(ImageRule.scanGateDeclared({ acceptWeakened: true }), subjectOf({}, { scanGate: WEAK }))[0]!.verdict).toBe('pass');
});

test('several things that are wrong are several findings', () => {
  expect(findings(ImageRule.requiredLabels(['com.example.a', 'com.example.b']), subjectOf()).map(({ message }) => message)).toEqual(['label com.example.a is missing', 'label com.example.b is missing']);
});
