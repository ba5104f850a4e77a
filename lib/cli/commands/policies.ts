import { ImagePolicy } from '../../policy/image-policy';
import { RULE_CATALOGUE } from '../../policy/rule-catalogue';
import { RuleDefinition } from '../../policy/rule-definition';
import { Command, CommandIo } from '../command';
import { UsageError } from '../failure';
import { readOptions } from '../options';
import { policiesDocument } from '../policies-document';
import { suggest } from '../suggest';
import { table } from '../table';

const HELP = `golden-image policies [RULE] [--json | --markdown]

Lists the rules that declarations are held to, and how severe each is in the policy that
governs everywhere (baseline) and in the one that asks more (strict). With the name of a
rule: why it is, what to do where it fails, and how it is added to a policy.

Options:
  --json                print JSON, with all that is known of each rule
  --markdown            print the document POLICIES.md

Examples:
  golden-image policies
  golden-image policies supported-base
  golden-image policies --json | jq -r '.rules[].id'

Exit codes: 0 told; 2 wrong usage.`;

interface Listed extends RuleDefinition {
  /** How severe it is there; null where it is not asked. */
  readonly baseline: string | null;
  readonly strict: string | null;
}

function listed(rule: RuleDefinition): Listed {
  const severity = (policy: ImagePolicy): string | null => policy.rules.find(({ id }) => id === rule.id)?.severity ?? null;
  const { id, title, why, sources, remedy, options } = rule;
  return { id, title, why, sources, remedy, options, baseline: severity(ImagePolicy.baseline()), strict: severity(ImagePolicy.strict()) };
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const [first, ...rest] = args;
  const name = first === undefined || first.startsWith('-') ? undefined : first;
  const { values } = readOptions(name === undefined ? args : rest, { json: { type: 'boolean', default: false }, markdown: { type: 'boolean', default: false } });
  if (values.markdown && (values.json || name !== undefined)) throw new UsageError('--markdown prints the whole document: give it alone');
  const rules = RULE_CATALOGUE.map(listed).filter(({ id }) => name === undefined || id === name);
  if (name !== undefined && rules.length === 0) throw new UsageError(noRule(name));
  if (values.markdown) io.out(policiesDocument());
  else if (values.json) io.out(JSON.stringify({ rules }, undefined, 2));
  else if (name !== undefined) io.out(inFull(rules[0]!));
  else io.out(table([['RULE', 'BASELINE', 'STRICT', 'WHAT HOLDS'], ...rules.map((rule) => [rule.id, rule.baseline ?? '-', rule.strict ?? '-', rule.title])]));
  return 0;
}

function noRule(name: string): string {
  const meant = suggest(name, RULE_CATALOGUE.map(({ id }) => id));
  return `there is no rule ${JSON.stringify(name)}; ${meant === undefined ? '`golden-image policies` lists them' : `did you mean "${meant}"?`}`;
}

function inFull({ id, title, why, sources, remedy, options, baseline, strict }: Listed): string {
  return [
    `${id}: ${title}`,
    '',
    why,
    '',
    table([['baseline', baseline ?? 'not asked'], ['strict', strict ?? 'not asked'], ['how', options.replaceAll('`', '')], ['remedy', remedy]]),
    '',
    'Sources:',
    ...sources.map((source) => `  ${source}`),
  ].join('\n');
}

export const POLICIES: Command = { name: 'policies', summary: 'the rules that declarations are held to', help: HELP, run };
