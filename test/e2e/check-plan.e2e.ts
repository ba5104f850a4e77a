import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { check } from '../../lib/cli/commands/check';
import { planFolder, trimPlan } from '../fixtures/plans/plan';
import { AWS_VERDICTS, CATALOG, CHECK_OPTIONS, DOCKER_VERDICTS, verdictsIn } from '../fixtures/plans/verdicts';
import { dockerProvider } from './engines/docker-provider';
import { sandbox } from './engines/sandbox';
import { startWorld, type World } from './engines/world';

// The Kubernetes provider is not at hand: its resources are tested in test/cli, in the documented format.

const PLANS = path.join(__dirname, '../fixtures/plans');

let world: World;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world?.stop());

/** Plans a folder afresh, checks it where Terraform ran, and answers the exit code and the verdicts. */
async function checked(name: string, env: NodeJS.ProcessEnv): Promise<{ code: number; verdicts: string[]; text: string }> {
  const { text, directory } = planFolder(path.join(PLANS, name), env);
  writeFileSync(path.join(directory, 'plan.json'), text);
  writeFileSync(path.join(directory, 'catalog.json'), JSON.stringify(CATALOG));
  let out = '';
  const code = await check.run(['plan.json', ...CHECK_OPTIONS], { out: (said) => void (out += said), err: () => undefined, env, cwd: directory });
  return { code, verdicts: verdictsIn(out), text };
}

/** Terraform without an account: what the world's environment says of moto is taken out. */
function withoutAccount(): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE, PATH, HOME } = world.env;
  return { TF_CLI_CONFIG_FILE, PATH, HOME, CHECKPOINT_DISABLE: '1', AWS_EC2_METADATA_DISABLED: 'true', TMPDIR: sandbox().dir };
}

test('a plan of AWS resources has the verdicts of the committed one, and is the committed one', async () => {
  const { code, verdicts, text } = await checked('aws', withoutAccount());
  expect([code, verdicts]).toEqual([1, AWS_VERDICTS]);
  expect(JSON.parse(trimPlan(text))).toEqual(JSON.parse(readFileSync(path.join(PLANS, 'aws.json'), 'utf8')));
});

test('a plan of Docker resources follows containers to the images they run, and builds to their Dockerfiles', async () => {
  const { code, verdicts } = await checked('docker', { ...world.env, TF_CLI_CONFIG_FILE: await dockerProvider() });
  expect([code, verdicts]).toEqual([1, DOCKER_VERDICTS]);
});
