import { checkOneOf, checkPresent, checkText } from '../core/check';
import { checkDay, dayOf } from '../core/day';
import { GoldenImageError } from '../core/error';
import { REASON } from '../core/grammar';
import { REGISTRY_HOST } from '../core/reference-grammar';
import { BY_RULE, checkShape, instanceOf, LIST, listOf, Shape } from '../core/shape';
import { checkTexts } from '../core/text-lists';
import { AllowedImage } from './allowed-image';
import { CatalogDocument } from './catalog-document';
import { CatalogImage } from './catalog-image';
import { ImageException } from './image-exception';
import { hostOf } from './image-name';
import { ImageVerdict, isWeaker, VERDICT_LEVELS, VerdictLevel } from './image-verdict';
import { registryOf } from './registry-host';
import { GoldenImageRequirements, VerdictLevels } from './requirements-options';
import { GOLDEN_NAMESPACE } from './verdict-grammar';

/** What is asked of images, with every default applied. */
export interface Requirements {
  /** As they were given. */
  readonly hosts: readonly string[];
  /** By one name for all of a registry's: see registry-host.ts. */
  readonly registries: readonly string[];
  readonly namespaces: readonly string[];
  readonly allowed: readonly AllowedImage[];
  readonly exceptions: readonly ImageException[];
  /** Undefined where no catalogue is given. */
  readonly catalog?: readonly CatalogImage[];
  readonly levels: { readonly [verdict in ImageVerdict]: VerdictLevel };
  readonly asOf: string;
}

const LEVELS_SHAPE: Shape<VerdictLevels> = { notGolden: BY_RULE, tagOnly: BY_RULE, deprecated: BY_RULE, revoked: BY_RULE, unknown: BY_RULE, curated: BY_RULE, reason: BY_RULE };

const SHAPE: Shape<GoldenImageRequirements> = {
  registries: LIST,
  namespaces: LIST,
  allowed: listOf(instanceOf(AllowedImage)),
  exceptions: listOf(instanceOf(ImageException)),
  catalog: instanceOf(CatalogDocument),
  levels: BY_RULE,
  asOf: BY_RULE,
};

const DEFAULT_NAMESPACES = ['golden'];

const DEFAULT_LEVELS = {
  [ImageVerdict.NOT_GOLDEN]: VerdictLevel.ERROR,
  [ImageVerdict.TAG_ONLY]: VerdictLevel.ERROR,
  [ImageVerdict.REVOKED]: VerdictLevel.ERROR,
  [ImageVerdict.DEPRECATED]: VerdictLevel.WARNING,
  [ImageVerdict.UNKNOWN]: VerdictLevel.WARNING,
  [ImageVerdict.CURATED]: VerdictLevel.REPORT,
} as const;

/** The option that sets the level of a verdict. */
const OPTIONS = {
  [ImageVerdict.NOT_GOLDEN]: 'notGolden',
  [ImageVerdict.TAG_ONLY]: 'tagOnly',
  [ImageVerdict.REVOKED]: 'revoked',
  [ImageVerdict.DEPRECATED]: 'deprecated',
  [ImageVerdict.UNKNOWN]: 'unknown',
  [ImageVerdict.CURATED]: 'curated',
} as const;

type Judged = keyof typeof OPTIONS;

export function resolveRequirements(given: GoldenImageRequirements, where: string): Requirements {
  const options = checkShape(SHAPE, checkPresent(given, 'options', where), 'options', where);
  const hosts = checkTexts(REGISTRY_HOST, checkPresent(options.registries, 'registries', where), 'DuplicateRegistry', where);
  if (hosts.length === 0) {
    throw new GoldenImageError('InvalidRegistries', {
      where,
      problem: 'there is no registry whose images are golden',
      given: hosts,
      expected: 'at least one registry',
      remedy: 'give the host of the registry that the platform team releases to, such as "111122223333.dkr.ecr.eu-west-1.amazonaws.com"',
    });
  }
  return Object.freeze({
    hosts,
    registries: Object.freeze(hosts.map((host) => registryOf(hostOf(host)))),
    namespaces: checkNamespaces(options.namespaces ?? DEFAULT_NAMESPACES, where),
    allowed: Object.freeze([...(options.allowed ?? [])]),
    exceptions: Object.freeze([...(options.exceptions ?? [])]),
    ...(options.catalog !== undefined && { catalog: options.catalog._images }),
    levels: resolveLevels(options.levels, where),
    asOf: options.asOf === undefined ? dayOf(new Date()) : checkDay(options.asOf, where),
  });
}

function checkNamespaces(given: readonly unknown[], where: string): readonly string[] {
  const namespaces = checkTexts(GOLDEN_NAMESPACE, given, 'DuplicateNamespace', where);
  if (namespaces.length > 0) return namespaces;
  throw new GoldenImageError('InvalidNamespaces', { where, problem: 'there are 0 namespaces', given: namespaces, expected: 'at least one namespace', remedy: 'leave it out for "golden"' });
}

function resolveLevels(given: VerdictLevels | undefined, where: string): Requirements['levels'] {
  const levels = checkShape(LEVELS_SHAPE, given, 'levels', where);
  const judged = Object.keys(OPTIONS) as Judged[];
  const level = (verdict: Judged): VerdictLevel => {
    const wanted = levels[OPTIONS[verdict]];
    return wanted === undefined ? DEFAULT_LEVELS[verdict] : checkOneOf('InvalidVerdictLevel', 'level of a verdict', VERDICT_LEVELS, wanted, where);
  };
  const resolved = Object.fromEntries(judged.map((verdict) => [verdict, level(verdict)])) as Record<Judged, VerdictLevel>;
  const reason = levels.reason === undefined ? undefined : checkText(REASON, levels.reason, where);
  const weaker = judged.find((verdict) => isWeaker(resolved[verdict], DEFAULT_LEVELS[verdict]));
  if (weaker !== undefined && reason === undefined) {
    throw new GoldenImageError('MissingReason', {
      where,
      problem: `the level of ${OPTIONS[weaker]} is weaker than the default without a reason`,
      given: resolved[weaker],
      expected: `levels.reason, or the level ${DEFAULT_LEVELS[weaker]}`,
      remedy: 'say in levels.reason why, such as "counting before enforcing, until March"',
    });
  }
  return Object.freeze({ [ImageVerdict.GOLDEN]: VerdictLevel.REPORT, [ImageVerdict.ALLOWED]: VerdictLevel.REPORT, ...resolved });
}
