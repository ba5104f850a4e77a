/** What this layer reads of an image in a catalogue; what is not there, as in older ones, is nothing to tell. */
export interface CatalogImage {
  /** Namespace and name, such as `golden/debian`. */
  readonly repositoryName: string;
  /** Repository of what the image is built on, such as `docker.io/library/debian`. */
  readonly baseName?: string;
  readonly deprecation?: CatalogDeprecation;
  readonly revocations: readonly CatalogRevocation[];
  readonly inherited: readonly InheritedRecord[];
}

export interface InheritedRecord {
  readonly image: string;
  readonly deprecation?: CatalogDeprecation;
  readonly revocations: readonly CatalogRevocation[];
}

export interface CatalogDeprecation {
  readonly since: string;
  readonly removeAfter: string;
  readonly reason: string;
  readonly replacement?: string;
  readonly migrationGuide?: string;
}

export interface CatalogRevocation {
  readonly digest?: string;
  readonly version?: string;
  readonly reason: string;
}

type Json = { readonly [name: string]: unknown };

/** Answers undefined where the document is not of the form that a catalogue has. */
export function readCatalogImages(document: unknown): readonly CatalogImage[] | undefined {
  try {
    const { schemaVersion, images } = object(document);
    if (schemaVersion !== 1) return undefined;
    return list(images).map((image) => readImage(object(image)));
  } catch {
    return undefined;
  }
}

function readImage(image: Json): CatalogImage {
  const { base } = image;
  const baseName = base === undefined || base === null ? undefined : optionalText(object(base).name);
  return {
    repositoryName: `${text(image.namespace)}/${text(image.name)}`,
    ...(baseName !== undefined && { baseName }),
    ...readLifecycle(image),
    inherited: list(image.inherited ?? []).map((one) => ({ image: text(object(one).image), ...readLifecycle(object(one)) })),
  };
}

function readLifecycle({ deprecation, revocations }: Json): Pick<InheritedRecord, 'deprecation' | 'revocations'> {
  return {
    ...(deprecation !== undefined && deprecation !== null && { deprecation: readDeprecation(object(deprecation)) }),
    revocations: list(revocations ?? []).map((one) => readRevocation(object(one))),
  };
}

function readDeprecation({ since, removeAfter, reason, replacement, migrationGuide }: Json): CatalogDeprecation {
  const [name, guide] = [optionalText(replacement), optionalText(migrationGuide)];
  return {
    since: day(since),
    removeAfter: day(removeAfter),
    reason: text(reason),
    ...(name !== undefined && { replacement: name }),
    ...(guide !== undefined && { migrationGuide: guide }),
  };
}

function readRevocation({ digest, version, reason }: Json): CatalogRevocation {
  const [one, all] = [optionalText(digest), optionalText(version)];
  if (one === undefined && all === undefined) throw new TypeError('a revocation of nothing');
  return { ...(one !== undefined && { digest: one }), ...(all !== undefined && { version: all }), reason: text(reason) };
}

function object(value: unknown): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new TypeError('no object');
}

function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new TypeError('no list');
}

function text(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError('no text');
}

function optionalText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : text(value);
}

function day(value: unknown): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text(value))) return value as string;
  throw new TypeError('no day');
}
