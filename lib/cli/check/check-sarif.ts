import { ImageAdoption } from '../../verdict/adoption';
import { ImageVerdict, VerdictLevel } from '../../verdict/image-verdict';

/** What can be found, in the order in which SARIF's results refer to it. */
const RULES: readonly { readonly id: ImageVerdict; readonly text: string; readonly level: string }[] = [
  { id: ImageVerdict.NOT_GOLDEN, text: 'The image is neither golden nor allowed.', level: 'error' },
  { id: ImageVerdict.TAG_ONLY, text: 'The golden image is named without its digest: it is not known which release runs.', level: 'error' },
  { id: ImageVerdict.REVOKED, text: 'The release is revoked: nobody may use it any more.', level: 'error' },
  { id: ImageVerdict.DEPRECATED, text: 'The golden image is deprecated: it is to be left by a day.', level: 'warning' },
  { id: ImageVerdict.UNKNOWN, text: 'It cannot be told which image this is.', level: 'warning' },
];

const LEVELS: { readonly [level in VerdictLevel]: string } = { [VerdictLevel.ERROR]: 'error', [VerdictLevel.WARNING]: 'warning', [VerdictLevel.REPORT]: 'note' };

/**
 * The findings as SARIF 2.1.0, for code scanning. A plan has no lines: a result is at the first one of the plan, and names the
 * resource as its logical location.
 */
export function checkSarif(uses: readonly ImageAdoption[], planFile: string): string {
  const results = uses.filter(({ verdict }) => RULES.some(({ id }) => id === verdict)).map((use) => resultOf(use, planFile));
  const rules = RULES.map(({ id, text, level }) => ({ id, shortDescription: { text }, defaultConfiguration: { level } }));
  const driver = { name: 'golden-image', informationUri: 'https://github.com/cdktf-golden-image/cdktf-golden-image', rules };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [{ tool: { driver }, results }] }, null, 2)}\n`;
}

function resultOf({ verdict, level, message, remedy, resource, use, exception }: ImageAdoption, planFile: string): object {
  return {
    ruleId: verdict,
    ruleIndex: RULES.findIndex(({ id }) => id === verdict),
    level: LEVELS[level],
    message: { text: `${resource}, ${use}: ${message}${remedy === undefined ? '' : `; ${remedy}`}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: encodeURI(planFile.replaceAll('\\', '/')) }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: resource, kind: 'resource' }],
      },
    ],
    // Without it, code scanning takes the results of one rule for each other when the plan changes.
    partialFingerprints: { 'resourceAndUse/v1': `${resource} ${use}` },
    ...(exception !== undefined && { suppressions: [{ kind: 'external', status: 'accepted', justification: exception }] }),
  };
}
