import type { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { AssetType, DataResource, Fn, ITerraformDependable, TerraformAsset } from 'cdktf';
import { Construct } from 'constructs';

import { BuildPlan, hashFiles } from '../../build/build-plan';
import { PipelineTools } from '../../build/pipeline-tools';
import { dockerTestScripts } from '../../build/script-files';
import { ImageVariant } from '../../core/image-variant';
import { refuseUnresolvedFiles, stageFiles } from '../codebuild/staging';
import { dockerBases } from './bases';
import { NamedSecret } from './build-secret';
import { ReleasedDigest } from './docker-storage';
import { VariantImage } from './variant-image';

/** What one image is built from, and where it goes. */
export interface DockerReleaseOptions {
  readonly plan: BuildPlan;
  readonly repositoryUri: string;
  readonly provider: DockerProvider;
  readonly tools: PipelineTools;
  readonly unscannedReason: string;
  readonly secrets: readonly NamedSecret[];
  readonly cacheFrom: readonly string[];
  readonly dockerHost?: string;
}

/** What became of it. */
export interface DockerRelease {
  readonly contextPath: string;
  readonly digests: readonly ReleasedDigest[];
}

/** Ids are part of what Terraform knows things by. */
const VARIANT_ID: { readonly [variant in ImageVariant]: string } = {
  [ImageVariant.RUNTIME]: 'Runtime',
  [ImageVariant.DEV]: 'Dev',
  [ImageVariant.DEBUG]: 'Debug',
};

/** The files go below this folder of the synth output, next to the scripts. */
function asset(scope: Construct, id: string, folder: string, files: { readonly [path: string]: string }): string {
  return new TerraformAsset(scope, id, { path: stageFiles(files), type: AssetType.DIRECTORY, assetHash: folder }).path;
}

/** Builds and tests every variant, and when all have passed pushes each. */
export function dockerRelease(scope: Construct, options: DockerReleaseOptions): DockerRelease {
  const { plan, provider, repositoryUri, tools } = options;
  const { imageName, imageVersion, contextFiles, declarationHash, weakenings } = plan;
  const build = new Construct(scope, 'Build');
  refuseUnresolvedFiles(contextFiles, build.node.path);
  const scripts = dockerTestScripts();
  const contextPath = asset(build, 'Context', imageName, contextFiles);
  const scriptsPath = asset(build, 'Scripts', 'scripts', scripts);
  const { buildArguments, declaredDigests, foundDigests } = dockerBases(build, plan.bases, provider);
  const declaration = hashFiles({ declarationHash, digests: declaredDigests.join(' '), platform: plan.platforms[0]! });
  // What Terraform alone knows is part of the tag: a parent's new release makes a new image of a version that stands.
  const found = foundDigests.length === 0 ? '' : `-${Fn.substr(Fn.sha256(Fn.join(' ', [...foundDigests])), 0, 12)}`;

  const images = plan.variants.map((variant) => {
    const tag = `${imageVersion}${found}${variant === ImageVariant.RUNTIME ? '' : `-${variant}`}`;
    const image = new VariantImage(build, VARIANT_ID[variant], {
      imageName,
      variant,
      provider,
      contextPath,
      buildArguments: {
        ...buildArguments,
        // The layer of security updates is made again for each version.
        REFRESH_EPOCH: imageVersion,
        ...(options.cacheFrom.length > 0 && { BUILDKIT_INLINE_CACHE: '1' }),
      },
      declaration,
      isOnGolden: plan.bases.some(({ parent }) => parent !== undefined),
      foundDigests,
      candidate: `${repositoryUri}:${tag}_${declaration.slice(0, 12)}`,
      release: `${repositoryUri}:${tag}`,
      platform: plan.platforms[0]!,
      cacheFrom: options.cacheFrom,
      secrets: options.secrets,
      test: {
        scriptsPath,
        scriptsHash: hashFiles(scripts),
        tools,
        weakenings: [...weakenings, `released without a scan: ${options.unscannedReason}`],
        ...(options.dockerHost !== undefined && { dockerHost: options.dockerHost }),
      },
    });
    return { variant, image };
  });
  const tested = images.map(({ image }) => image.tests);
  // The provider gives it the digest of the push as its id, which a refresh leaves; `sha256_digest` is what the tag names now.
  const pushed = images.map(({ variant, image }) => ({ variant, release: image.push(tested) }));
  writeDown(build, imageVersion, declaration, pushed.map(({ release }) => release));
  return { contextPath, digests: pushed.map(({ variant, release }) => ({ variant, digest: release.id })) };
}

/**
 * Keeps in the state which declaration a version was released from, and refuses each plan of another one. A new version
 * is a new record, and so is made after the push.
 */
function writeDown(scope: Construct, version: string, declaration: string, releases: ITerraformDependable[]): void {
  new DataResource(scope, 'Released', {
    input: { version, declaration },
    triggersReplace: { version },
    dependsOn: releases,
    lifecycle: {
      createBeforeDestroy: true,
      ignoreChanges: ['input'],
      postcondition: [
        {
          condition: `\${self.output.declaration == "${declaration}"}`,
          errorMessage: `${version} was released from another declaration: raise the version of the image.`,
        },
      ],
    },
  });
}
