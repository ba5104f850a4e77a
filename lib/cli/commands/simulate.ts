import { byText } from '../../core/by-text';
import { startOf } from '../../core/day';
import { GoldenImageError } from '../../core/error';
import { parseJson } from '../../core/parse-json';
import { ImageFate, LifecycleAction, LifecycleImage } from '../../registry/lifecycle/lifecycle-image';
import { LifecyclePolicy } from '../../registry/lifecycle/lifecycle-policy';
import { Command, CommandIo } from '../command';
import { readImages } from '../ecr-images';
import { Failure, UsageError } from '../failure';
import { readInput } from '../input-file';
import { day, readOptions } from '../options';
import { shortDigest, table } from '../table';

const HELP = `golden-image simulate --policy FILE --images FILE [--as-of DAY] [--json]

Tells of each image of an ECR repository what a lifecycle policy does to it next, when, and
by which rule, if nothing is pushed or pulled meanwhile. Nothing is changed and AWS is not
asked: both files are what the AWS CLI prints.

Options:
  --policy FILE         the policy, or the answer of \`aws ecr get-lifecycle-policy\`
  --images FILE         the answer of \`aws ecr describe-images\`, of one repository
  --as-of DAY           look from this day on, YYYY-MM-DD (default: now)
  --json                print JSON

Examples:
  aws ecr get-lifecycle-policy --repository-name golden/debian --output json > policy.json
  aws ecr describe-images --repository-name golden/debian --output json > images.json
  golden-image simulate --policy policy.json --images images.json
  golden-image simulate --policy policy.json --images images.json --as-of 2027-06-01 --json

What describe-images does not tell is not known here: which images a manifest list holds.
ECR keeps them as long as the list; here they are judged by their own tags and age.

Exit codes: 0 told, whatever the fates are; 1 a file is not what the AWS CLI prints, or ECR
would refuse the policy; 2 wrong usage, or a file that cannot be read.`;

interface Row extends ImageFate {
  readonly tags: readonly string[];
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const { values } = readOptions(args, {
    'policy': { type: 'string' }, 'images': { type: 'string' }, 'as-of': { type: 'string' }, 'json': { type: 'boolean', default: false },
  });
  const asOf = values['as-of'] === undefined ? new Date() : startOf(day('--as-of', values['as-of']));
  const [policyFile, imagesFile] = [needed('--policy', values.policy), needed('--images', values.images)];
  const policy = readPolicy(readInput(io.cwd, policyFile), policyFile);
  const images = readImages(readInput(io.cwd, imagesFile), imagesFile);
  const fates = policy.simulate(images, asOf);
  const rows = fates.map((fate, index): Row => ({ ...fate, tags: images[index]!.tags ?? [] }));
  io.out(values.json ? JSON.stringify({ asOf: asOf.toISOString(), images: rows }, undefined, 2) : asText(rows, images));
  return 0;
}

function needed(option: string, file: string | undefined): string {
  if (file === undefined) throw new UsageError(`${option} FILE is missing`);
  return file;
}

function readPolicy(text: string, file: string): LifecyclePolicy {
  try {
    return LifecyclePolicy.fromJson(policyText(text, file));
  } catch (error) {
    if (!(error instanceof GoldenImageError)) throw error;
    throw new Failure(`${file}: ${error.message}`);
  }
}

/** The AWS CLI answers with the policy as a text in an object. */
function policyText(text: string, file: string): string {
  const document = parseJson(text);
  if (document === undefined) throw unreadable(file, 'it is not JSON');
  const { lifecyclePolicyText, rules } = (document ?? {}) as { readonly lifecyclePolicyText?: unknown; readonly rules?: unknown };
  if (typeof lifecyclePolicyText === 'string') return lifecyclePolicyText;
  if (rules === undefined) throw unreadable(file, 'it has neither lifecyclePolicyText nor rules');
  return text.trim();
}

function unreadable(file: string, why: string): Failure {
  return new Failure(`${file} is no lifecycle policy: ${why}\n  remedy: run \`aws ecr get-lifecycle-policy --repository-name NAME --output json > ${file}\``);
}

/** What happens first comes first; what stays comes last. */
function asText(rows: readonly Row[], images: readonly LifecycleImage[]): string {
  const sorted = [...rows].sort(byText(({ at = '~' }) => at));
  const count = (action: LifecycleAction, isDue: boolean): number => rows.filter((row) => row.action === action && row.isDue === isDue).length;
  const lines = sorted.map((row) => [
    row.action,
    row.isDue ? 'now' : (row.at?.slice(0, 16).concat('Z') ?? ''),
    shortDigest(row.digest),
    row.tags.join(', ') || '(untagged)',
    `${row.rule ?? 'no rule selects it'}${row.action === LifecycleAction.ARCHIVE && row.expiresAt !== undefined ? `; deleted ${row.expiresAt.slice(0, 10)}` : ''}`,
  ]);
  const [expireNow, expireLater] = [count(LifecycleAction.EXPIRE, true), count(LifecycleAction.EXPIRE, false)];
  const [archiveNow, archiveLater] = [count(LifecycleAction.ARCHIVE, true), count(LifecycleAction.ARCHIVE, false)];
  const summary = `${images.length} images: ${expireNow} expire now and ${expireLater} later, ${archiveNow} are archived now and ${archiveLater} later, ${rows.filter(({ action }) => action === LifecycleAction.KEEP).length} stay`;
  return [...(lines.length > 0 ? [table(lines)] : []), summary].join('\n');
}

export const SIMULATE: Command = { name: 'simulate', summary: 'what lifecycle rules do to the images of a repository, and when', help: HELP, run };
