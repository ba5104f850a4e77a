import type { Image } from '@cdktf/provider-docker/lib/image';
import type { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import type { RegistryImage } from '@cdktf/provider-docker/lib/registry-image';
import { DataResource, Fn } from 'cdktf';
import { Construct } from 'constructs';

import { PipelineTools } from '../../build/pipeline-tools';
import { ImageVariant } from '../../core/image-variant';
import { ImagePlatform } from '../../core/platform';
import { LABEL_PREFIX } from '../../image/reserved-labels';
import { NamedSecret } from './build-secret';
import { dockerBindings } from './provider';

/** How a variant is tested. */
interface VariantTests {
  readonly scriptsPath: string;
  readonly scriptsHash: string;
  readonly tools: PipelineTools;
  /** Read by nobody but people: a weaker image is seen in the plan. */
  readonly weakenings: readonly string[];
  readonly dockerHost?: string;
}

/** One variant of an image, from its build to its push. */
interface VariantImageProps {
  readonly imageName: string;
  readonly variant: ImageVariant;
  readonly provider: DockerProvider;
  readonly contextPath: string;
  readonly buildArguments: { readonly [name: string]: string };
  /** Hash of all that is declared. */
  readonly declaration: string;
  /** Whether a golden image is among what it is built on. */
  readonly isOnGolden: boolean;
  readonly foundDigests: readonly string[];
  /** What the engine calls it until it has passed; never two contents under one name. */
  readonly candidate: string;
  /** What it is called once it has passed. */
  readonly release: string;
  readonly platform: ImagePlatform;
  readonly cacheFrom: readonly string[];
  readonly secrets: readonly NamedSecret[];
  readonly test: VariantTests;
}

/** The new one is built, tested and pushed while the old one stands: whatever fails, the stack still tells the last release. */
const BEFORE_THE_OLD = { createBeforeDestroy: true };


export class VariantImage extends Construct {
  /** What must be there before anything is pushed. */
  public readonly tests: DataResource;
  private readonly candidate: Image;
  private readonly triggers: { [name: string]: string };

  public constructor(scope: Construct, id: string, private readonly props: VariantImageProps) {
    super(scope, id);
    const { provider, variant, declaration, foundDigests, cacheFrom, secrets, platform } = props;
    // What a golden parent is built on is not known when Terraform plans; unsaid, the parent's own label would stand.
    const label = { [`${LABEL_PREFIX}.declaration`]: declaration, [`${LABEL_PREFIX}.lineage`]: props.isOnGolden ? 'null' : '[]' };
    // On everything that holds content: the provider itself looks at names alone.
    this.triggers = { declaration, ...(foundDigests.length > 0 && { bases: foundDigests.join(' ') }) };
    const { Image } = dockerBindings(this.node.path);
    this.candidate = new Image(this, 'Candidate', {
      provider,
      name: props.candidate,
      triggers: this.triggers,
      buildAttribute: {
        context: props.contextPath,
        // BuildKit's client in 3.x looks for a relative one from where Terraform runs, 4.x from the context.
        dockerfile: Fn.abspath(`${props.contextPath}/Dockerfile`) as string,
        target: variant,
        platform,
        // BuildKit with every version of the provider: 3.x takes the old builder where none is named.
        builder: 'default',
        buildArgs: props.buildArguments,
        // 4.x reads the one where BuildKit's client is used, and the other elsewhere; so does 3.6.
        label,
        labels: label,
        ...(secrets.length > 0 && { secrets: [...secrets] }),
        ...(cacheFrom.length > 0 && { cacheFrom: [...cacheFrom] }),
      },
      // The triggers hold all that matters; the same build from another folder is no change.
      lifecycle: { ...BEFORE_THE_OLD, ignoreChanges: ['build'] },
    });
    this.tests = this.test(props.test);
  }

  /** Pushes the image, when everything that is named here is there. */
  public push(afterwards: DataResource[]): RegistryImage {
    const { provider, imageName, release, candidate } = this.props;
    const { RegistryImage, Tag } = dockerBindings(this.node.path);
    const tag = new Tag(this, 'Tag', {
      provider,
      sourceImage: candidate,
      targetImage: release,
      tagTriggers: [this.candidate.imageId],
      dependsOn: afterwards,
      lifecycle: BEFORE_THE_OLD,
    });
    return new RegistryImage(this, 'Release', {
      provider,
      name: tag.targetImage,
      triggers: this.triggers,
      keepRemotely: true,
      lifecycle: {
        ...BEFORE_THE_OLD,
        postcondition: [
          {
            condition: '${self.sha256_digest == self.id}',
            errorMessage: `The registry's tag names another image now than the one that was released: find out who moved it, and raise the version of ${imageName}.`,
          },
        ],
      },
    });
  }

  private test({ scriptsPath, scriptsHash, tools, weakenings, dockerHost }: VariantTests): DataResource {
    const { contextPath, variant, candidate, platform } = this.props;
    const tool = tools.containerStructureTest(platform);
    return new DataResource(this, 'Tests', {
      input: { weakenings: [...weakenings] },
      triggersReplace: { image: this.candidate.imageId, scripts: scriptsHash },
      provisioners: [
        {
          type: 'local-exec',
          command: 'exec bash "$SCRIPTS/docker-test.sh" "$IMAGE" "$TESTS"',
          environment: {
            SCRIPTS: scriptsPath,
            IMAGE: candidate,
            TESTS: `${contextPath}/tests/${variant}`,
            CONTAINER_STRUCTURE_TEST_URL: tool.url,
            CONTAINER_STRUCTURE_TEST_SHA256: tool.sha256,
            ...(dockerHost !== undefined && { DOCKER_HOST: dockerHost }),
          },
        },
      ],
      lifecycle: BEFORE_THE_OLD,
    });
  }
}
