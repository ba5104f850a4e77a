import { FakeRegistry, INDEX } from './fake-registry';

export type Package = readonly [kind: string, name: string, version: string];

const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

export interface Attested {
  readonly created?: string;
  /** Digest that the statement is about, if not that of the image. */
  readonly about?: string;
  readonly predicateType?: string;
}

/** A bundle such as `cosign attest --type spdxjson` stores beside an image; without a signature, which nobody verifies here. */
export function bundle(digest: string, packages: readonly Package[], { about = digest, predicateType = 'https://spdx.dev/Document' }: Attested = {}): object {
  const itself = { name: 'golden/debian', versionInfo: digest, primaryPackagePurpose: 'CONTAINER' };
  const listed = packages.map(([kind, name, versionInfo]) => ({
    name,
    versionInfo,
    externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: `pkg:${kind}/x/${name}@${versionInfo}` }],
  }));
  const statement = { _type: 'https://in-toto.io/Statement/v0.1', predicateType, subject: [{ name: '', digest: { sha256: about.slice(7) } }], predicate: { spdxVersion: 'SPDX-2.3', packages: [itself, ...listed] } };
  return { mediaType: BUNDLE, dsseEnvelope: { payload: Buffer.from(JSON.stringify(statement)).toString('base64'), payloadType: 'application/vnd.in-toto+json', signatures: [] } };
}

const referrers = new WeakMap<FakeRegistry, Map<string, object[]>>();

/** Stores an attestation beside an image, and lists it among its referrers. */
export function attest(registry: FakeRegistry, repository: string, digest: string, packages: readonly Package[], attested: Attested = {}): void {
  const layer = registry.blob(repository, bundle(digest, packages, attested));
  const manifest = registry.manifest(repository, { artifactType: BUNDLE, layers: [{ mediaType: BUNDLE, digest: layer, size: 1 }], subject: { digest } });
  const lists = referrers.get(registry) ?? new Map<string, object[]>();
  referrers.set(registry, lists);
  const annotations = attested.created === undefined ? {} : { 'org.opencontainers.image.created': attested.created };
  const list = [...(lists.get(digest) ?? []), { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: manifest, size: 1, artifactType: BUNDLE, annotations }];
  lists.set(digest, list);
  registry.at(`/v2/${repository}/referrers/${digest}`, JSON.stringify({ manifests: list }), INDEX);
}
