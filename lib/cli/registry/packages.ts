import { parseJson } from '../../core/parse-json';
import { Repository } from './reference';
import { RegistryClient } from './registry-client';

/** in-toto attestation framework, statement and predicate types. */
interface Statement {
  readonly subject?: readonly { readonly digest?: { readonly sha256?: string } }[];
  readonly predicateType?: string;
  readonly predicate?: unknown;
}

/** SPDX 2.3, package information. */
interface SpdxPackage {
  readonly name: string;
  readonly versionInfo?: string;
  readonly primaryPackagePurpose?: string;
  readonly externalRefs?: readonly { readonly referenceType: string; readonly referenceLocator: string }[];
}

const SPDX = /^https:\/\/spdx\.dev\/Document/;
const CREATED = 'org.opencontainers.image.created';

/**
 * The versions of each package of one platform's image, by its kind and name, such as `deb libc6`, as the newest SPDX
 * attestation beside it says; undefined where there is none. The signature is not verified here.
 */
export async function packagesOf(client: RegistryClient, repository: Repository, digest: string): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const bundles = (await client.referrers(repository, digest)).filter(({ artifactType }) => artifactType === undefined || artifactType.startsWith('application/vnd.dev.sigstore.bundle'));
  const newestFirst = [...bundles].sort((a, b) => (a.annotations?.[CREATED] ?? '') < (b.annotations?.[CREATED] ?? '') ? 1 : -1);
  for (const referrer of newestFirst) {
    const { layers = [] } = await client.manifest(repository, referrer.digest);
    for (const layer of layers) {
      const statement = statementOf(await client.blob(repository, layer.digest));
      if (statement !== undefined && isAbout(statement, digest) && SPDX.test(statement.predicateType ?? '')) return versions(statement.predicate);
    }
  }
  return undefined;
}

/** A Sigstore bundle holds a DSSE envelope, whose payload is the statement. */
function statementOf(bundle: { readonly dsseEnvelope?: { readonly payload?: string } }): Statement | undefined {
  const payload = bundle.dsseEnvelope?.payload;
  return typeof payload === 'string' ? (parseJson(Buffer.from(payload, 'base64').toString('utf8')) as Statement | undefined) : undefined;
}

function isAbout({ subject }: Statement, digest: string): boolean {
  return Array.isArray(subject) && subject.some((one) => `sha256:${one?.digest?.sha256}` === digest);
}

function versions(document: unknown): ReadonlyMap<string, readonly string[]> {
  const { packages = [] } = (document ?? {}) as { readonly packages?: readonly SpdxPackage[] };
  const found = new Map<string, string[]>();
  for (const one of packages) {
    // The image itself stands among its packages.
    if (one.primaryPackagePurpose === 'CONTAINER') continue;
    const name = `${kindOf(one)} ${one.name}`;
    found.set(name, [...new Set([...(found.get(name) ?? []), one.versionInfo ?? 'unknown'])].sort());
  }
  return found;
}

/** The type of its package URL, such as `deb` or `npm`. */
function kindOf({ externalRefs = [] }: SpdxPackage): string {
  const purl = externalRefs.find(({ referenceType }) => referenceType === 'purl')?.referenceLocator;
  return /^pkg:([^/]+)\//.exec(purl ?? '')?.[1] ?? 'other';
}
