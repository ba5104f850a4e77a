import { createHash } from 'node:crypto';

import { BaseImage } from '../../lib/base-image/base-image';
import { ImageVariant } from '../../lib/core/image-variant';
import { BuildStage } from '../../lib/image/build-stage';
import { ImageDeclaration } from '../../lib/image/declaration';
import { Healthcheck } from '../../lib/image/healthcheck';
import { ImageFile } from '../../lib/image/image-file';
import { ImageUser } from '../../lib/image/image-user';
import { PackageRepository } from '../../lib/image/package-repository';
import { SigningKey } from '../../lib/image/signing-key';
import { imageTexts } from '../../lib/policy/image-texts';
import { checkNoSecrets } from '../../lib/policy/rules/no-secrets';
import { SECRET_PATTERNS } from '../../lib/policy/secret-patterns';
import { DIGEST } from '../support/stack';
import { subjectOf } from '../support/subject';

// Put together here, so that this file holds nothing that looks like a secret.
const AWS = `AKIA${'IOSFODNN7EXAMPLE'}`;
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  'an AWS access key id': [AWS, `key=ASIA${'A'.repeat(16)};`],
  'a private key': ['', 'RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED '].map((kind) => `-----BEGIN ${kind}PRIVATE KEY-----\nMII\n`).concat(`-----BEGIN PGP PRIVATE KEY ${'BLOCK'}-----`),
  'a JSON Web Token': [`eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxMjM0NTY3ODkwIn0'}.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U`],
  'a GitHub token': [...['ghp', 'gho', 'ghu', 'ghs', 'ghr'].map((prefix) => `${prefix}_${'a1'.repeat(18)}`), `github_pat_${'a_1'.repeat(20)}`],
  'a GitLab token': [`glpat-${'a1'.repeat(10)}`, `glrt-${'a1'.repeat(10)}`],
  'a Slack token': [`xoxb-${'1'.repeat(12)}-abc`, `xapp-${'1'.repeat(12)}`],
  'a PyPI token': [`pypi-${'Ag'.repeat(40)}`],
  'a Vault token': [`hvs.${'CA'.repeat(20)}`],
  'an address with a password': ['postgres://app:hunter2@db/app', 'see https://me:p%40ss@example.com/'],
};
const HARMLESS = [
  'AKIA and ASIA are prefixes',
  `X${AWS}`,
  '-----BEGIN PUBLIC KEY-----',
  '-----BEGIN CERTIFICATE-----',
  'eyJ.eyJ.x',
  'ghp_short',
  'xoxo, the team',
  'https://example.com:8443/path?email=a@example.com',
  'postgres://app:${PASSWORD}@db/app',
  'postgres://app:<password>@db/app',
  'ssh://git@example.com/repository',
  '2026-11-24T12:00:00Z',
];

test('every kind of secret has a sample and an https source', () => {
  expect(SECRET_PATTERNS.map(({ noun }) => noun)).toEqual(Object.keys(SAMPLES));
  for (const { source } of SECRET_PATTERNS) expect(source).toMatch(/^https:\/\//);
});

test.each(Object.entries(SAMPLES))('%s is found', (noun, samples) => {
  for (const sample of samples) {
    const problems = checkNoSecrets(subjectOf({ files: [ImageFile.text('/etc/app/app.conf', sample)] }));
    expect(problems.map(({ message }) => message)).toEqual([`file /etc/app/app.conf holds ${noun}`]);
  }
});

test.each(HARMLESS)('%j is taken for no secret', (text) => {
  expect(checkNoSecrets(subjectOf({ files: [ImageFile.text('/etc/app/app.conf', text)] }))).toEqual([]);
});

test.each(['a', '-eyJ', 'eyJ.', 'a:', 'a://', 'a://b:', '-----BEGIN ', 'A ', 'AKIA', 'xoxb-', 'Zm9v'])('a file of 1 MiB of %j is read in a moment', (part) => {
  const subject = subjectOf({ files: [ImageFile.text('/a', part.repeat(1_048_576 / part.length))] });
  const start = performance.now();
  checkNoSecrets(subject);
  expect(performance.now() - start).toBeLessThan(2000);
});

const base = BaseImage.golang('1.25-bookworm', { digest: DIGEST });

test.each<[string, Partial<ImageDeclaration>]>([
  ['environment variable A', { environment: { A: AWS } }],
  ['label com.example.a', { labels: { 'com.example.a': AWS } }],
  ['the owner', { owner: AWS }],
  ['the rationale', { rationale: `see ${AWS}` }],
  ['the entrypoint', { entrypoint: ['/app', AWS] }],
  ['the command', { command: ['/app', AWS] }],
  ['the health check', { healthcheck: Healthcheck.command({ command: ['/app', AWS] }) }],
  ['file /a of variant debug', { variants: [{ variant: ImageVariant.DEBUG, files: [ImageFile.text('/a', AWS)] }] }],
  ['stage build: environment variable A', { stages: [BuildStage.of('build', { base, environment: { A: AWS } })] }],
  ['file /a of stage build', { stages: [BuildStage.of('build', { base, files: [ImageFile.text('/a', AWS)] })] }],
  ['stage build: command make', { stages: [BuildStage.of('build', { base, commands: [['make', AWS]] })] }],
])('%s is looked at, and what is found there is not repeated', (what, declaration) => {
  const problems = checkNoSecrets(subjectOf(declaration));
  expect(problems).toEqual([{ verdict: 'fail', message: `${what} holds an AWS access key id` }]);
});

test('what has no text in the declaration is not looked at', () => {
  const { spec } = subjectOf({ base, stages: [BuildStage.of('build', { base })], files: [ImageFile.fromStage('/app', 'build', { source: '/out/app', mode: '0755' })] });
  expect(imageTexts(spec).filter(({ text }) => typeof text !== 'string')).toEqual([]);
});

test('a secret in a reason, and in the files of a package repository, is found', () => {
  const key = `-----BEGIN RSA ${'PRIVATE KEY'}-----\n`;
  const signingKey = SigningKey.fromText(key, { sha256: createHash('sha256').update(key).digest('hex') });
  const repository = PackageRepository.apt('own', { url: 'https://packages.example.com/debian', suite: 'trixie', components: ['main'], signingKey });
  const messages = (declaration: Partial<ImageDeclaration>): string => JSON.stringify(checkNoSecrets(subjectOf(declaration)));
  expect(messages({})).toBe('[]');
  expect(messages({ user: ImageUser.root(`see ${AWS}`) })).toContain('a reason');
  const scanGate = { weakenings: [], reason: AWS, exceptions: [{ id: 'CVE-2024-3094', reason: AWS, expires: '2027-01-31' }] };
  expect(checkNoSecrets(subjectOf({}, { scanGate })).map(({ message }) => message)).toEqual([
    'the reason of the scan gate holds an AWS access key id',
    'the reason of the exception for CVE-2024-3094 holds an AWS access key id',
  ]);
  expect(messages({ packageRepositories: [repository] })).toContain('file /etc/apt/keyrings/own.asc of a package repository');
});
