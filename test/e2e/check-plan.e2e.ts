import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { CHECK } from '../../lib/cli/commands/check';
import { planFolder, trimPlan } from '../fixtures/plans/plan';
import { AWS_VERDICTS, CATALOG, CHECK_OPTIONS, DOCKER_VERDICTS, verdictsIn } from '../fixtures/plans/verdicts';
import { dockerProvider } from './engines/docker-provider';

// Plans need neither an account nor a Docker engine. The Kubernetes provider is not at hand: test/cli reads a plan that one
// made, and the documented format of what newer ones have.

const PLANS = path.join(__dirname, '../fixtures/plans');

let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  env = { ...process.env, TF_CLI_CONFIG_FILE: await dockerProvider(), CHECKPOINT_DISABLE: '1' };
});

/** Plans a folder afresh, and checks it where Terraform ran. */
async function checked(name: string): Promise<{ code: number; verdicts: string[]; plan: unknown }> {
  const { text, directory } = planFolder(path.join(PLANS, name), env);
  writeFileSync(path.join(directory, 'plan.json'), text);
  writeFileSync(path.join(directory, 'catalog.json'), JSON.stringify(CATALOG));
  let out = '';
  const code = await CHECK.run(['plan.json', ...CHECK_OPTIONS], { out: (said) => void (out += said), err: () => undefined, env, cwd: directory });
  return { code, verdicts: verdictsIn(out), plan: JSON.parse(trimPlan(text)) };
}

const committed = (name: string): unknown => JSON.parse(readFileSync(path.join(PLANS, `${name}.json`), 'utf8'));

test('a plan of AWS resources has the verdicts that are expected, and is the one of the unit tests', async () => {
  const { code, verdicts, plan } = await checked('aws');
  expect([code, verdicts]).toEqual([1, AWS_VERDICTS]);
  expect(plan).toEqual(committed('aws'));
});

test('a plan of Docker resources follows containers to the images they run, and builds to their Dockerfiles', async () => {
  const { code, verdicts } = await checked('docker');
  expect([code, verdicts]).toEqual([1, DOCKER_VERDICTS]);
});
