import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { GoldenImageError } from '../../core/error';
import { ImageAdoption } from '../../verdict/adoption';
import { adoptionOf, adoptionReport, inOrder } from '../../verdict/adoption-report';
import { ContextReader } from '../../verdict/docker-builds';
import { imageUses } from '../../verdict/image-uses';
import { VerdictLevel } from '../../verdict/image-verdict';
import { judge, needlessExceptions } from '../../verdict/judge';
import { NotAPlan, PlannedResources, plannedResources } from '../../verdict/terraform-plan';
import { CheckOptions, readCheckOptions } from '../check/check-options';
import { checkSarif } from '../check/check-sarif';
import { checkText } from '../check/check-text';
import { Command, CommandIo } from '../command';
import { Failure, UsageError } from '../failure';
import { readInput } from '../input-file';

const HELP = `golden-image check PLAN.json --registry HOST [options]

Tells of each image that a Terraform plan runs or builds on whether it is golden, by the rules
of RequireGoldenImages.

Examples:
  terraform plan -out=plan && terraform show -json plan > plan.json
  golden-image check plan.json --registry 111122223333.dkr.ecr.eu-west-1.amazonaws.com

Run it where Terraform runs: Dockerfiles of docker_image are read from there.

Options:
  --registry HOST           where golden images are released to; may be repeated
  --namespace NAME          what they are named below there; may be repeated; default: golden
  --catalog FILE            the platform's catalog.json: deprecations, revocations, names
  --allow REPOSITORY=REASON a repository, or a path that ends in /*, that may be used besides;
                            may be repeated
  --exceptions FILE         JSON: [{ "image": …, "resource": …, "reason": …,
                            "expires": "YYYY-MM-DD" }]
  --as-of YYYY-MM-DD        the day on which deprecations and exceptions are judged;
                            default: today in UTC
  --json                    print the adoption report
  --sarif                   print SARIF 2.1.0

Exit codes: 0 without errors, 1 with at least one, 2 when called wrongly or given no plan.
`;

export const CHECK: Command = {
  name: 'check',
  summary: 'tell whether the images in a Terraform plan are golden',
  help: HELP,
  run: (args, io) => Promise.resolve(run(args, io)),
};

function run(args: readonly string[], io: CommandIo): number {
  try {
    return report(readCheckOptions(args, io.cwd), io);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof Failure || error instanceof GoldenImageError)) throw error;
    // What was given has a remedy of its own; the rest is a call that is wrong.
    const remedy = error instanceof UsageError ? '  remedy: `golden-image check --help` tells its options\n' : '';
    io.err(`golden-image check: ${error.message}\n${remedy}`);
    return 2;
  }
}

function report({ planFile, requirements, format }: CheckOptions, { out, err, cwd }: CommandIo): number {
  const { resources, isPartial } = readPlan(cwd, planFile);
  const judgements = imageUses(resources, contextsBelow(cwd)).map((use) => judge(use, requirements));
  const uses = inOrder(judgements.map((judgement) => adoptionOf(judgement)));
  out(render(format, uses, planFile, requirements.asOf));
  if (isPartial) err('warning: the plan is of a part: after its apply there is more to plan, and that to check\n');
  for (const needless of needlessExceptions(judgements, requirements)) err(`warning: ${needless}\n`);
  return uses.some(({ level }) => level === VerdictLevel.ERROR) ? 1 : 0;
}

function readPlan(cwd: string, planFile: string): PlannedResources {
  try {
    return plannedResources(readInput(cwd, planFile));
  } catch (error) {
    if (!(error instanceof NotAPlan)) throw error;
    throw new UsageError(`${planFile} is no plan to go by: ${error.message}`);
  }
}

function render(format: CheckOptions['format'], uses: readonly ImageAdoption[], planFile: string, asOf: string): string {
  if (format === 'json') return adoptionReport(uses, asOf);
  return format === 'sarif' ? checkSarif(uses, planFile) : checkText(uses);
}

/** Paths of build contexts are relative to the directory that Terraform runs in. */
function contextsBelow(cwd: string): ContextReader {
  return {
    read: (context, file) => {
      try {
        return readFileSync(resolve(cwd, context, file), 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}
