import { LifecycleRecord } from '../core/image-lifecycle';

/** The catalogue as plain data: what catalog.json holds, and all that the other two files are rendered from. */
export interface CatalogContent {
  readonly schemaVersion: 1;
  readonly title: string;
  /** Day, `YYYY-MM-DD` in UTC, that what depends on time is told of. */
  readonly asOf: string;
  /** Sorted by repository name. */
  readonly images: readonly CatalogImage[];
}

export interface CatalogImage extends LifecycleRecord {
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
  readonly description: string | null;
  readonly owner: string;
  readonly rationale: string;
  /** Path of the construct. */
  readonly path: string;
  /** Namespace and name, such as `golden/debian`: other images name this one so. */
  readonly repositoryName: string;
  /** Null where it is known only when Terraform runs. */
  readonly repositoryUri: string | null;
  readonly usage: readonly CatalogUsage[];
  readonly base: CatalogBase;
  /** Repository names of golden images that build stages are on: what is copied out of them is in the image. */
  readonly builtWith: readonly string[];
  readonly facts: CatalogFacts;
  readonly support: CatalogSupport;
  readonly packages: readonly string[];
  readonly platforms: readonly string[];
  /** The image itself, `runtime`, is the first. */
  readonly variants: readonly CatalogVariant[];
  readonly channels: readonly CatalogChannel[];
  /** What a candidate must pass, in a few words each. */
  readonly tests: readonly string[];
  readonly maxSizeMegabytes: number | null;
  readonly findings: readonly CatalogFinding[];
  readonly exemptions: readonly CatalogExemption[];
  /** Where the declaration is weaker than its defaults, each with the reason. */
  readonly weakenings: readonly string[];
  /** Repository name of the image that this one takes the place of. */
  readonly supersedes: string | null;
  /** Markdown. */
  readonly migrationGuide: string | null;
}

/** Text to copy. */
export interface CatalogUsage {
  /** Where it is put, such as `Dockerfile`. */
  readonly title: string;
  /** As Markdown names it behind a fence, such as `dockerfile`. */
  readonly language: string;
  readonly text: string;
}

export interface CatalogBase {
  /** As people name it: name and tag, or the golden image, or `scratch`. */
  readonly name: string;
  readonly digest: string | null;
  readonly provenance: string;
  readonly libc: string;
  readonly packageManager: string;
  /** Repository name of the golden image that is built on. */
  readonly parent: string | null;
}

/** What an image of another app that is built on this one must know besides version and platforms. */
export interface CatalogFacts {
  readonly packageManager: string;
  readonly hasShell: boolean;
  readonly libc: string;
  /** Numeric id of the user that it runs as. */
  readonly userId: number;
}

/** A child stands on what its parents stand on. All null where nothing is known. */
export interface CatalogSupport {
  /** Product and release that end first, such as `debian 12`. */
  readonly release: string | null;
  /** Last day of standard support. */
  readonly ends: string | null;
  readonly extendedName: string | null;
  /** Last day of extended support. */
  readonly extendedEnds: string | null;
  /** https address of the page with the day. */
  readonly source: string | null;
}

export interface CatalogVariant {
  readonly name: string;
  /** Besides those of the image itself. */
  readonly packages: readonly string[];
}

export interface CatalogChannel {
  readonly name: string;
  readonly variant: string;
  readonly kind: 'automatic' | 'pinned';
  /** Name of the SSM parameter that holds the digest. */
  readonly parameterName: string | null;
}

export interface CatalogFinding {
  readonly rule: string;
  readonly severity: string;
  readonly verdict: string;
  readonly message: string;
  readonly remedy: string;
  readonly policy: string;
}

export interface CatalogExemption {
  readonly rule: string;
  readonly reason: string;
  /** Last day of the exemption. */
  readonly expires: string;
}
