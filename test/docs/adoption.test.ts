import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { CHECK } from '../../lib/cli/commands/check';
import { ImageAdoption } from '../../lib/verdict/adoption';
import { adoptionReport } from '../../lib/verdict/adoption-report';
import { ImageVerdict, VerdictLevel } from '../../lib/verdict/image-verdict';

const HOST = '111122223333.dkr.ecr.eu-west-1.amazonaws.com';
const DIGEST = `sha256:${'a'.repeat(64)}`;

test('the line that finds whom a revocation concerns finds the stacks of CDKTF, and plans of HCL by their files', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'adoption-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  };
  const inStack = (stack: string, image: string): ImageAdoption => ({ image, stack, resource: `${stack}/Web`, resourceType: 'docker_container', use: 'image', verdict: ImageVerdict.GOLDEN, level: VerdictLevel.REPORT, message: 'it is golden' });
  write('shop/cdktf.out/golden-images-adoption.json', adoptionReport([inStack('web', 'golden/debian'), inStack('other', 'golden/node')], '2026-11-24'));
  for (const [team, name] of [['payments', 'debian'], ['search', 'node']]) {
    const change = { address: 'aws_lambda_function.f', mode: 'managed', type: 'aws_lambda_function', name: 'f', change: { after: { image_uri: `${HOST}/golden/${name}@${DIGEST}` } } };
    write(`${team}/plan.json`, JSON.stringify({ format_version: '1.2', planned_values: {}, resource_changes: [change] }));
    await CHECK.run([`${team}/plan.json`, '--registry', HOST, '--json'], { out: (text) => write(`${team}/plan-adoption.json`, text), err: () => undefined, env: {}, cwd });
  }
  const [, line] = /```sh\n(jq [^]*?)```/.exec(readFileSync(join(__dirname, '../../docs/require-golden-images.md'), 'utf8'))!;
  expect(execFileSync('sh', ['-c', line!], { cwd, encoding: 'utf8' })).toBe('payments/plan-adoption.json\nweb\n');
});
