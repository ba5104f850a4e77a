import { GoldenRelease } from './golden-release';
import { CURATED, IMAGE_ID, ImageName, parseImageName, repositoryOf } from './image-name';
import { ImageUse } from './image-uses';
import { ImageVerdict, VerdictLevel } from './image-verdict';
import { Found, judgeRelease, levelOf } from './judge-release';
import { mayBeIn, registryOf } from './registry-host';
import { Requirements } from './requirements';
import { shorten } from './select-images';
import { isExpression } from './unknown-value';

/** What a text with an expression names: the image of a reference in the same app. */
export interface KnownReference {
  /** Path of the reference's construct. */
  readonly path: string;
  readonly release: GoldenRelease;
  readonly namespace: string;
  /** Undefined where it is that of whoever runs Terraform, and so with the region. */
  readonly account?: string;
  readonly region?: string;
}

/** The references of an app by the text that they resolve to. */
export type KnownReferences = ReadonlyMap<string, KnownReference>;

/** What is said of an image that a resource runs or builds on. */
export interface Judgement {
  readonly use: ImageUse;
  /** The repository; the namespace and name alone where the registry is only known when Terraform runs. Undefined where nobody can tell. */
  readonly image?: string;
  readonly name?: ImageName;
  readonly reference?: KnownReference;
  readonly verdict: ImageVerdict;
  readonly level: VerdictLevel;
  readonly message: string;
  readonly remedy?: string;
  /** Reason of the exception that lets it through. */
  readonly exception?: string;
}

export function judge(use: ImageUse, requirements: Requirements, references: KnownReferences = new Map()): Judgement {
  const reference = use.text === undefined ? undefined : references.get(use.text);
  const name = use.text === undefined || isExpression(use.text) ? undefined : parseImageName(use.text);
  const found = reference === undefined ? judgeText(use, name, requirements) : judgeReference(reference, requirements);
  const image = reference?.release.repositoryName ?? (name === undefined ? undefined : repositoryOf(name));
  const { verdict, message, remedy } = found;
  const judged: Judgement = {
    use,
    ...(image !== undefined && { image }),
    ...(name !== undefined && { name }),
    ...(reference !== undefined && { reference }),
    verdict,
    message,
    ...(remedy !== undefined && { remedy }),
    level: levelOf(found, requirements),
  };
  return withException(judged, requirements);
}

function judgeReference({ path, release, namespace, account, region }: KnownReference, requirements: Requirements): Found {
  const { registries, namespaces } = requirements;
  if (namespaces.includes(namespace) && registries.some((registry) => mayBeIn(registry, account, region))) return judgeRelease(release, requirements);
  const place = [account, region].filter((part) => part !== undefined).join(', ');
  return {
    verdict: ImageVerdict.NOT_GOLDEN,
    message: `${path} refers to ${release.repositoryName}${place === '' ? '' : ` of ${place}`}, where no golden images are`,
    remedy: `refer to a golden image (${goldenPlaces(requirements)}), or except the resource with a reason`,
  };
}

function judgeText(use: ImageUse, name: ImageName | undefined, requirements: Requirements): Found {
  if (use.built === true) return { verdict: ImageVerdict.ALLOWED, message: 'it is built by a resource beside this one, whose Dockerfile is read' };
  if (use.text === undefined || isExpression(use.text)) return unknownImage(use);
  if (IMAGE_ID.test(use.text)) return { verdict: ImageVerdict.UNKNOWN, message: `it cannot be told which image this is: ${use.text} is an id on the machine that runs it`, remedy: 'take the id from a docker_image in the same configuration, or write registry, repository and digest' };
  if (name === undefined) return { verdict: ImageVerdict.UNKNOWN, message: `${shorten(use.text)} is no reference of an image`, remedy: 'write registry, repository and digest' };
  const repositoryName = goldenName(name, requirements);
  if (repositoryName !== undefined) return judgeRelease({ ...name, repositoryName }, requirements);
  const repository = repositoryOf(name);
  const allowed = requirements.allowed.find((one) => one._covers(repository));
  if (allowed !== undefined) return { verdict: ImageVerdict.ALLOWED, message: `${use.text} is allowed: ${allowed.reason}` };
  if (use.type === 'aws_codebuild_project' && repository.startsWith(`${CURATED}/`)) return curated(use.text, requirements);
  return { verdict: ImageVerdict.NOT_GOLDEN, message: `${use.text} is not a golden image`, remedy: replacementFor(name, requirements) };
}

function curated(text: string, { levels }: Requirements): Found {
  const remedy = 'let builds run in a golden image, allow this one, or except it, each with a reason';
  return { verdict: ImageVerdict.CURATED, message: `${text} is maintained by AWS: CodeBuild provides it to run builds in`, ...(levels.curated !== VerdictLevel.REPORT && { remedy }) };
}

function unknownImage({ text, unknown, references = [] }: ImageUse): Found {
  const from = references[0] === undefined ? '' : ` (${references[0]})`;
  return {
    verdict: ImageVerdict.UNKNOWN,
    message: `it cannot be told which image this is: ${unknown ?? `it is an expression: ${shorten(text!)}`}${from}`,
    remedy: 'take the image from a GoldenImageReference or write it out, or except it with a reason',
  };
}

/** Namespace and name of what lies where golden images lie. */
function goldenName({ host, path }: ImageName, { registries, namespaces }: Requirements): string | undefined {
  if (!registries.includes(registryOf(host))) return undefined;
  // One namespace may lie below another one, and then the image is of that one.
  const [namespace] = namespaces.filter((one) => path.startsWith(`${one}/`)).sort((left, right) => right.length - left.length);
  // A mirror's prefix is no part of the name that the catalogue has.
  return namespace === undefined ? undefined : `${namespace.slice(namespace.lastIndexOf('/') + 1)}/${path.slice(namespace.length + 1)}`;
}

function goldenPlaces({ hosts, namespaces }: Requirements): string {
  return hosts.flatMap((host) => namespaces.map((namespace) => `${host}/${namespace}/…`)).join(', ');
}

function replacementFor(name: ImageName, requirements: Requirements): string {
  const { catalog = [] } = requirements;
  const repository = repositoryOf(name);
  const alike = catalog.find(({ baseName }) => baseName !== undefined && repositoryIn(baseName) === repository);
  if (alike !== undefined) return `use ${alike.repositoryName}, which is built on it`;
  return `use a golden image (${goldenPlaces(requirements)}), allow the repository, or except it, each with a reason`;
}

function repositoryIn(text: string): string | undefined {
  const name = parseImageName(text);
  return name === undefined ? undefined : repositoryOf(name);
}

/** Whether no exception is needed, nor was: a curated image may be refused. */
function passes({ verdict, level, exception }: Judgement): boolean {
  return PASSING.includes(verdict) && level === VerdictLevel.REPORT && exception === undefined;
}
const PASSING = [ImageVerdict.GOLDEN, ImageVerdict.ALLOWED, ImageVerdict.CURATED];

/** What an exception lets through is reported; one that has expired is an error. */
function withException(judged: Judgement, { exceptions, asOf }: Requirements): Judgement {
  if (passes(judged)) return judged;
  const covering = exceptions.filter((one) => one._covers(judged.use.place, judged.name, judged.verdict === ImageVerdict.REVOKED));
  const exception = covering.find(({ expires }) => expires >= asOf) ?? covering[0];
  if (exception === undefined) return judged;
  if (exception.expires >= asOf) return { ...judged, level: VerdictLevel.REPORT, exception: `${exception.reason} (until ${exception.expires})` };
  return { ...judged, level: VerdictLevel.ERROR, message: `${judged.message}; its exception (${exception.reason}) has expired on ${exception.expires}` };
}

/** Exceptions that nothing needs. */
export function needlessExceptions(judgements: readonly Judgement[], { exceptions }: Requirements): readonly string[] {
  const found = judgements.filter((judged) => !passes(judged));
  return exceptions
    .filter((one) => !found.some(({ use, name, verdict }) => one._covers(use.place, name, verdict === ImageVerdict.REVOKED)))
    .map(({ _subject }) => `the exception of ${_subject} is not needed: nothing that it covers is found`);
}
