import { checkText, TextRule } from '../../lib/core/check';
import * as grammar from '../../lib/core/grammar';
import { errorOf, expectRefused, NEVER_TEXT } from '../support/errors';

interface Row {
  readonly rule: TextRule;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

const hex = 'a'.repeat(64);
const KEBAB_BAD = ['A', 'Debian', '1a', '-a', 'a-', 'a--b', 'a_b', 'a/b', 'a.b', 'débian', 'a b', '${a}', 'a\u202eb'];

const ROWS: readonly Row[] = [
  { rule: grammar.IMAGE_NAME, good: ['a', 'debian', 'node-22', 'a'.repeat(32)], bad: [...KEBAB_BAD, 'a'.repeat(33)] },
  { rule: grammar.NAMESPACE, good: ['golden', 'team1'], bad: [...KEBAB_BAD, 'a-b', 'a'.repeat(17)] },
  { rule: grammar.CHANNEL_NAME, good: ['stable', 'next-1'], bad: [...KEBAB_BAD, 'a'.repeat(33)] },
  {
    rule: grammar.REPOSITORY_NAME,
    good: ['ab', 'golden/debian', 'a.b_c__d-e/f', 'a'.repeat(256)],
    bad: ['a', 'A/b', '/a', 'a/', 'a//b', 'a..b', '1a', 'a:b', 'é/b', '${a}', 'a'.repeat(257)],
  },
  {
    rule: grammar.VERSION,
    good: ['1', '12.1.0', '2026-11-24', 'v1', 'a'.repeat(64)],
    bad: ['-1', '.1', '1_2', '1+2', '1:2', '1@2', '1 2', '１', '${v}', 'a'.repeat(65)],
  },
  {
    rule: grammar.TAG,
    good: ['12-slim', '_a', 'A.b-c_d', 'a'.repeat(128)],
    bad: ['-a', '.a', 'a:b', 'a@b', 'a/b', 'ä', '${a}', `12-slim@sha256:${hex}`, 'a'.repeat(129)],
  },
  {
    rule: grammar.DIGEST,
    good: [`sha256:${hex}`],
    bad: [hex, `sha256:${hex}a`, `sha256:${hex.slice(1)}`, `SHA256:${hex}`, `sha256:${hex.toUpperCase()}`, `sha512:${hex}`, `sha256:${hex}\n`],
  },
  { rule: grammar.SHA256, good: [hex], bad: [`sha256:${hex}`, hex.slice(1), `${hex}a`, hex.toUpperCase(), `-${hex.slice(1)}`] },
  {
    rule: grammar.DEBIAN_PACKAGE,
    good: ['tzdata', 'g++', 'libstdc++6', '0ad', 'tzdata=2024a-0+deb12u1', 'perl=5:5.36.0-7~deb12u1'],
    bad: ['a', '-y', '--yes', 'TZdata', 'a b', 'a;b', 'a&&b', '$(id)', '`id`', 'a=', 'a=-1', 'tzdata=a1', 'tzdata=1=2', 'tzdata/stable', 'tzdatä', `a${'b'.repeat(200)}`],
  },
  { rule: grammar.POLICY_NAME, good: ['payments', '2-payments'], bad: ['Payments', 'a--b', '-a', 'a-', 'a,b', 'a b', 'a'.repeat(65)] },
  { rule: grammar.OWNER, good: ['platform-team', 'Équipe A/B "x" \\ $y'], bad: ['a\rb', 'a\u2028b', 'a\u202eb', 'a\u200bb', '${path.module}', 'a'.repeat(201)] },
  { rule: grammar.RATIONALE, good: ['glibc, five years of support'], bad: ['a\u0085b', 'a\u2066b', '\u{E0001}', 'a'.repeat(1001)] },
  { rule: grammar.REASON, good: ['accepted until 13'], bad: ['a\u001bb', 'needs ${var.x}', '%{ if true }', 'a'.repeat(501)] },
  { rule: grammar.TEST_NAME, good: ['prints its release'], bad: ['a\u0007b', 'a'.repeat(201)] },
  { rule: grammar.ACCOUNT_ID, good: ['012345678901'], bad: ['12345678901', '1234567890123', '12345678901a', '１２３４５６７８９０１２', '-12345678901'] },
  { rule: grammar.ORGANIZATION_ID, good: ['o-a1b2c3d4e5'], bad: ['o-a1b2c3d4e', 'O-a1b2c3d4e5', 'a1b2c3d4e5', `o-${'a'.repeat(33)}`, 'o-a1b2c3d4e_'] },
  {
    rule: grammar.ORGANIZATIONAL_UNIT_ID,
    good: ['ou-ab12-11111111'],
    bad: ['ou-ab1-11111111', 'ou-ab12-1111111', 'r-ab12', 'OU-ab12-11111111', 'ou-ab12-11111111/*'],
  },
  {
    rule: grammar.IAM_ROLE_ARN,
    good: ['arn:aws:iam::111122223333:role/deploy', 'arn:aws-cn:iam::111122223333:role/a/b/c.d@e'],
    bad: ['deploy', 'arn:aws:iam::111122223333:user/a', 'arn:aws:iam::1:role/a', 'arn:aws:iam::111122223333:role/*', 'arn:aws:iam::111122223333:role/?/a', 'arn:aws:iam::111122223333:role/a/', `arn:aws:iam::111122223333:role/${'a'.repeat(65)}`],
  },
  {
    rule: grammar.ECR_REPOSITORY_ARN,
    good: ['arn:aws:ecr:eu-west-1:111122223333:repository/golden/debian', 'arn:aws-us-gov:ecr:us-gov-west-1:111122223333:repository/a__b'],
    bad: ['golden/debian', 'arn:aws:ecr:eu-west-1:111122223333:repository/', 'arn:aws:ecr:eu-west-1:111122223333:repository/*', 'arn:aws:ecr::111122223333:repository/a', 'arn:aws:ecr-public::111122223333:repository/a'],
  },
  { rule: grammar.KMS_ALIAS, good: ['golden-images', 'a/b_c', 'a'.repeat(250)], bad: ['aws/ecr', 'a.b', 'alias:a', 'a'.repeat(251)] },
  {
    rule: grammar.KMS_KEY_ARN,
    good: ['arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab', 'arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab'],
    bad: ['1234abcd-12ab-34cd-56ef-1234567890ab', 'arn:aws:kms:eu-west-1:111122223333:alias/a', 'arn:aws:kms:eu-west-1:111122223333:key/*', 'arn:aws:s3:::a'],
  },
  { rule: grammar.LOG_GROUP_NAME, good: ['/golden-images/golden', 'a.b_c#1'], bad: ['/a/*', 'arn:aws:logs:eu-west-1:1:log-group:a', 'a'.repeat(513)] },
  { rule: grammar.TAG_EXCLUSION_FILTER, good: ['stable', 'sha256-*', '*a*', 'a'.repeat(128)], bad: ['*', '**', 'a*b*c*', 'a/b', '^a', 'a'.repeat(129)] },
  {
    rule: grammar.TOOLS_MIRROR,
    good: ['https://mirror.example.com', 'https://mirror.example.com:8443/github/x'],
    bad: ['http://mirror.example.com', 'mirror.example.com', 'https://', 'https://a/', 'https://a?b', 'https://a#b', 'https://u:p@a', 'https://a/$(id)', 'https://-a', `https://${'a'.repeat(200)}`],
  },
];

describe.each(ROWS.map((row) => [row.rule.noun, row] as const))('a %s', (_, { rule, good, bad }) => {
  test.each(good)('may be %j', (value) => {
    expect(checkText(rule, value, 'Here')).toBe(value);
  });

  test.each([...bad, ...NEVER_TEXT].map((value) => [value]))('may not be %j', (value) => {
    expectRefused(rule.code, [value], (given) => checkText(rule, given, 'Here'));
  });

  test('may not be known only when Terraform runs', () => {
    expectRefused('UnresolvedToken', ['${TfToken[TOKEN.1]}', 'a-${TfToken[TOKEN.1]}-b'], (given) => checkText(rule, given, 'Here'));
  });
});

test('every rule of the grammar has a row here', () => {
  const rules = Object.values(grammar);
  const untested = rules.filter((rule) => !ROWS.some((row) => row.rule === rule) && rule !== grammar.COMMAND_ARGUMENT);
  expect(untested).toEqual([]);
});

test('command arguments may hold anything but NUL', () => {
  expect(checkText(grammar.COMMAND_ARGUMENT, 'a\n$"\\', 'Here')).toBe('a\n$"\\');
  expectRefused('InvalidCommand', ['a\0b', '\ud83e', 'a'.repeat(4097), 1], (given) => checkText(grammar.COMMAND_ARGUMENT, given, 'Here'));
});

test('an error says its code, where, what was given so that it can be seen, what is expected and what to do', () => {
  expect(errorOf(() => checkText(grammar.TAG, 'a\u202e\n', 'Stack/Debian')).message).toBe(
    [
      '[InvalidTag] Stack/Debian: this is not a valid tag',
      '  given:    "a\\u202e\\n"',
      '  expected: 1 to 128 letters, digits, "_", "." and "-", not beginning with "." or "-"',
      '  remedy:   give the tag alone, such as "12-slim", without the image name or a digest',
    ].join('\n'),
  );
});

test('an error does not repeat a long value whole', () => {
  const { message } = errorOf(() => checkText(grammar.TAG, 'a'.repeat(100_000), 'Here'));
  expect(message).toContain('… (100002 characters)');
  expect(message.length).toBeLessThan(600);
});
