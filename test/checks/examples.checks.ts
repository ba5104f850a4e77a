import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { App, TerraformStack } from 'cdktf';

import { EXAMPLES } from '../support/examples';
import { checkov } from './checkov';
import { EXCEPTIONS, excuses } from './exceptions';
import { Finding, Report } from './finding';
import { hclOf } from './hcl';
import { imageBuilderStack } from './image-builder-stack';
import { trivy } from './trivy';

const scratch = mkdtempSync(join(tmpdir(), 'checks-'));
afterAll(() => rmSync(scratch, { recursive: true }));

type Make = (app: App) => TerraformStack;

/** Folder of a synthesized stack. */
function synthesize(make: Make): string {
  const app = new App({ outdir: mkdtempSync(join(scratch, 'app-')) });
  const stack = make(app);
  app.synth();
  return join(app.outdir, 'stacks', stack.node.id);
}

const RUN: Record<string, (make: Make) => Promise<Report>> = {
  checkov: (make) => checkov(synthesize(make)),
  // Of JSON it evaluates no nested blocks.
  trivy: (make) => {
    const folder = synthesize(make);
    const json = join(folder, 'cdk.tf.json');
    writeFileSync(join(folder, 'cdk.tf'), hclOf(JSON.parse(readFileSync(json, 'utf8'))));
    renameSync(json, join(scratch, 'cdk.tf.json'));
    return trivy(folder);
  },
};

/**
 * How many checks are made at least, of what each example consists of today. trivy makes one of them whatever it reads, so
 * that it has read all of an example is what its bad repository shows.
 */
const LEAST: Record<string, Record<string, number>> = {
  platform: { checkov: 90, trivy: 85 },
  team: { checkov: 4, trivy: 1 },
  'Image Builder': { checkov: 60, trivy: 50 },
};

/** What each tool says of the bad repository, and nothing else of it. */
const BAD: Record<string, readonly string[]> = {
  checkov: ['CKV_AWS_136', 'CKV_AWS_163', 'CKV_AWS_51'],
  trivy: ['AVD-AWS-0030', 'AVD-AWS-0031', 'AVD-AWS-0033'],
};

function withBadRepository(make: Make): Make {
  return (app) => {
    const stack = make(app);
    new EcrRepository(stack, 'BadRepository', {
      name: 'bad',
      imageTagMutability: 'MUTABLE',
      imageScanningConfiguration: { scanOnPush: false },
      encryptionConfiguration: [{ encryptionType: 'AES256' }],
    });
    return stack;
  };
}

const about = (findings: readonly Finding[], resource: RegExp): string[] =>
  findings.filter((finding) => resource.test(finding.resource)).map(({ check }) => check).sort();

const found: Finding[] = [];

/** Both tools know AWS and nothing of Docker's provider: of an example without a resource of AWS they would check nothing. */
const CHECKED = Object.entries<Make>({ ...EXAMPLES, 'Image Builder': imageBuilderStack }).filter(([example]) => example !== 'local');

describe.each(CHECKED)('the %s example', (example, make) => {
  test.each(Object.entries(RUN))('fails no check of %s without a reason', async (tool, run) => {
    const { checks, findings } = await run(make);
    found.push(...findings);
    console.log(`${tool} made ${checks} checks of the ${example} example, with ${findings.length} findings`);
    expect(findings.filter((finding) => !EXCEPTIONS.some((exception) => excuses(exception, finding)))).toEqual([]);
    expect(checks).toBeGreaterThanOrEqual(LEAST[example]?.[tool] ?? 1);
  });

  test.each(Object.entries(RUN))('with a repository that is mutable, unscanned and on AES256 is reported by %s', async (tool, run) => {
    const { findings } = await run(withBadRepository(make));
    expect(about(findings, /BadRepository/)).toEqual(BAD[tool]);
  });
});

test('no exception excuses nothing', () => {
  expect(EXCEPTIONS.filter((exception) => exception.tool in RUN && !found.some((finding) => excuses(exception, finding)))).toEqual([]);
});
