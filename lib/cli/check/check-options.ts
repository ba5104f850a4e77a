import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { AllowedImage } from '../../verdict/allowed-image';
import { CatalogDocument } from '../../verdict/catalog-document';
import { ImageException, ImageExceptionOptions } from '../../verdict/image-exception';
import { Requirements, resolveRequirements } from '../../verdict/requirements';
import { UsageError } from '../failure';
import { readOptions } from '../options';

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
      exceptions: values.exceptions === undefined ? [] : readExceptions(resolve(cwd, values.exceptions)),
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

function readExceptions(path: string): ImageException[] {
  const list: unknown = readJson(path);
  if (!Array.isArray(list)) throw new UsageError(`${path} is no JSON list of exceptions, such as [{ "image": "docker.io/library/nginx", "reason": "…", "expires": "2027-03-31" }]`);
  return list.map((options: ImageExceptionOptions) => ImageException.of(options));
}

function readJson(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of a file that an argument names. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}
