import type { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { Construct } from 'constructs';

import { BuildBase } from '../../build/build-plan';
import { GoldenImageError } from '../../core/error';
import { dockerBindings } from './provider';

/** What a build is told of the images that it is built on. */
export interface DockerBases {
  readonly buildArguments: { readonly [name: string]: string };
  /** Digests that stand in the declaration, and are no part of the Dockerfile. */
  readonly declaredDigests: readonly string[];
  /** Digests that Terraform alone knows: of the parents' releases, and of what tracked tags name. */
  readonly foundDigests: readonly string[];
}

/** Looks up, when Terraform plans, what is known only then. */
export function dockerBases(scope: Construct, bases: readonly BuildBase[], provider: DockerProvider): DockerBases {
  const found = bases.map((base) => ({ ...base, found: base.digest ?? digestOf(scope, base, provider) }));
  return {
    buildArguments: Object.assign({}, ...found.map(argumentsOf)),
    declaredDigests: found.flatMap(({ digest }) => digest ?? []),
    foundDigests: found.flatMap(({ digest, found: one }) => (digest === undefined ? [one] : [])),
  };
}

function argumentsOf({ argument, name, repositoryUri, tag, found }: BuildBase & { readonly found: string }): { readonly [name: string]: string } {
  return {
    [`${argument}_IMAGE`]: `${repositoryUri}${tag === undefined ? '' : `:${tag}`}@${found}`,
    ...(name !== undefined && { [`${argument}_NAME`]: name, [`${argument}_DIGEST`]: found }),
  };
}

function digestOf(scope: Construct, { argument, parent, releasedDigest, repositoryUri, tag }: BuildBase, provider: DockerProvider): string {
  if (releasedDigest !== undefined) return releasedDigest;
  if (parent !== undefined) {
    throw new GoldenImageError('ParentWithoutDigest', {
      where: scope.node.path,
      problem: 'Terraform does not know what the newest release of this golden image is',
      given: parent.imageName,
      expected: 'a parent that is declared in this app',
      remedy: 'declare parent and child in one app, or pin the parent with BaseImage.fromPrivateRegistry',
    });
  }
  const { DataDockerRegistryImage } = dockerBindings(scope.node.path);
  return new DataDockerRegistryImage(scope, argument, { provider, name: `${repositoryUri}:${tag}` }).sha256Digest;
}
