import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

const ROOT = join(__dirname, '../..');
const text = readFileSync(join(ROOT, 'docs/signatures.md'), 'utf8');

test("the policy for Kyverno is YAML that verifies the factory's images by a public key and no transparency log", () => {
  const [, yaml] = /```yaml\n([^]*?)```/.exec(text)!;
  const policy = parse(yaml!) as { kind: string; spec: { rules: { verifyImages: Record<string, unknown>[] }[] } };
  expect(policy.kind).toBe('ClusterPolicy');
  expect(policy.spec.rules[0]!.verifyImages[0]).toMatchObject({
    type: 'SigstoreBundle',
    imageReferences: ['ACCOUNT.dkr.ecr.REGION.amazonaws.com/golden/*'],
    required: true,
    attestors: [{ entries: [{ keys: { publicKeys: expect.stringContaining('PUBLIC KEY'), rekor: { ignoreTlog: true } } }] }],
  });
});

test('the end-to-end tests verify as consumers are told to', () => {
  const verify = readFileSync(join(ROOT, 'test/e2e/public-key.ts'), 'utf8');
  for (const option of ['--insecure-ignore-tlog', '--private-infrastructure', '--key']) {
    expect(text).toContain(option);
    expect(verify).toContain(`'${option}'`);
  }
});
