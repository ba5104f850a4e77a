import { resolve } from 'node:path';

import { GoldenImageError } from '../../core/error';
import { parseJson } from '../../core/parse-json';
import { AllowedImage } from '../../verdict/allowed-image';
import { CatalogDocument } from '../../verdict/catalog-document';
import { ImageException, ImageExceptionOptions } from '../../verdict/image-exception';
import { Requirements, resolveRequirements } from '../../verdict/requirements';
import { Failure, UsageError } from '../failure';
import { readInput } from '../input-file';
import { readOptions } from '../options';
import { suggest } from '../suggest';

export type CheckFormat = 'text' | 'json' | 'sarif';

export interface CheckOptions {
  /** As it was given. */
  readonly planFile: string;
  readonly requirements: Requirements;
  readonly format: CheckFormat;
}

const OPTIONS = {
  'registry': { type: 'string', multiple: true },
  'namespace': { type: 'string', multiple: true },
  'catalog': { type: 'string' },
  'allow': { type: 'string', multiple: true },
  'exceptions': { type: 'string' },
  'as-of': { type: 'string' },
  'json': { type: 'boolean' },
  'sarif': { type: 'boolean' },
} as const;

/** Every property of an exception; one that is missing here does not compile. */
const EXCEPTION: { readonly [property in keyof Required<ImageExceptionOptions>]: true } = { image: true, resource: true, reason: true, expires: true };

export function readCheckOptions(args: readonly string[], cwd: string): CheckOptions {
  const { values, positionals } = readOptions(args, OPTIONS, ['PLAN.json']);
  if (values.registry === undefined) throw new UsageError('--registry is missing: the host that golden images are released to');
  if (values.json === true && values.sarif === true) throw new UsageError('--json and --sarif exclude each other');
  const requirements = resolveRequirements(
    {
      registries: values.registry,
      ...(values.namespace !== undefined && { namespaces: values.namespace }),
      ...(values.catalog !== undefined && { catalog: CatalogDocument.fromFile(resolve(cwd, values.catalog)) }),
      allowed: (values.allow ?? []).map(readAllowed),
      exceptions: values.exceptions === undefined ? [] : readExceptions(cwd, values.exceptions),
      ...(values['as-of'] !== undefined && { asOf: values['as-of'] }),
    },
    'golden-image check',
  );
  return { planFile: positionals[0]!, requirements, format: values.sarif === true ? 'sarif' : values.json === true ? 'json' : 'text' };
}

function readAllowed(text: string): AllowedImage {
  const [repository, ...reason] = text.split('=');
  if (reason.length === 0) throw new UsageError(`--allow ${text} has no reason: write it such as --allow 'public.ecr.aws/aws-observability/*=AWS maintains the agent'`);
  return AllowedImage.of({ repository: repository!, reason: reason.join('=') });
}

function readExceptions(cwd: string, path: string): ImageException[] {
  const list = parseJson(readInput(cwd, path));
  if (!Array.isArray(list)) throw new UsageError(`${path} is no JSON list of exceptions, such as [{ "image": "docker.io/library/nginx", "reason": "…", "expires": "2027-03-31" }]`);
  return list.map((options: ImageExceptionOptions, at) => {
    const where = `${path}, exception ${at + 1}`;
    refuseOthers(options, where);
    return exceptionOf(options, where);
  });
}

function exceptionOf(options: ImageExceptionOptions, where: string): ImageException {
  try {
    return ImageException.of(options);
  } catch (error) {
    if (!(error instanceof GoldenImageError)) throw error;
    throw new Failure(`${where}: ${error.message}`);
  }
}

/** TypeScript refuses a property that an exception does not have; in JSON, one that is written wrongly would except more than it says. */
function refuseOthers(options: unknown, where: string): void {
  const known = Object.keys(EXCEPTION);
  const other = Object.keys(typeof options === 'object' && options !== null ? options : {}).find((name) => !known.includes(name));
  if (other === undefined) return;
  const meant = suggest(other, known);
  throw new UsageError(`${where} has the property ${JSON.stringify(other)}, which none has${meant === undefined ? '' : `: did you mean "${meant}"?`} (${known.join(', ')})`);
}
