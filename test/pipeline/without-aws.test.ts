import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';

import { BaseImage } from '../../lib/base-image/base-image';
import { ImageVariant } from '../../lib/core/image-variant';
import { BuildPipelineBinding, BuildPipelineBindOptions, IBuildPipeline } from '../../lib/pipeline/build-pipeline';
import { CodeBuildPipeline } from '../../lib/pipeline/codebuild/codebuild-pipeline';
import { errorOf } from '../support/errors';
import { debianIn, newStack, synthesize } from '../support/stack';

/** Makes no resource at all, and remembers what it was given. */
class PaperPipeline implements IBuildPipeline {
  public readonly namespace = 'golden';
  public given: BuildPipelineBindOptions | undefined;

  public bind(_: Construct, options: BuildPipelineBindOptions): BuildPipelineBinding {
    this.given = options;
    return { contextPath: 'x', repositoryUri: 'localhost:5000/golden/debian', releases: [{ variant: ImageVariant.RUNTIME, digest: 'sha256:1' }] };
  }
}

test('an image has the resources that its pipeline makes, and no others', () => {
  const stack = newStack();
  const image = debianIn(stack, { pipeline: new PaperPipeline() });
  expect(synthesize(stack).json.resource).toBeUndefined();
  expect(image).toMatchObject({ repositoryUri: 'localhost:5000/golden/debian', releasedDigest: 'sha256:1' });
});

test.each(['repository', 'candidates', 'repositoryArn', 'channelParameterName'] as const)('%s of an image without one is an error that tells what there is', (property) => {
  const image = debianIn(newStack(), { pipeline: new PaperPipeline() });
  const { code, message } = errorOf(() => image[property]);
  expect(code).toBe('NotMadeByPipeline');
  expect(message).toContain('use repositoryUri and releasedDigest');
});

test('a pipeline is told which properties are declared, so that it can refuse those that it does not honour', () => {
  const pipeline = new PaperPipeline();
  debianIn(newStack(), { pipeline, channel: 'next', pullableBy: [] });
  expect(pipeline.given!.declared).toEqual(['pipeline', 'channel', 'pullableBy']);
});

test('CodeBuild refuses a parent whose newest release no channel tells', () => {
  const stack = newStack();
  const parent = debianIn(stack, { pipeline: new PaperPipeline() }, 'Parent');
  const error = errorOf(() => debianIn(stack, { name: 'child', base: BaseImage.fromGoldenImage(parent), pipeline: new CodeBuildPipeline(stack, 'Factory') }));
  expect(error).toMatchObject({ code: 'ParentWithoutChannel', where: 'stack/Debian' });
  expect(error.message).toContain('given:    "debian"');
  expect(error.message).toContain('look up an image of another app by GoldenImageReference.fromChannel');
});

test('the released digest of an image of CodeBuild is what its channel holds', () => {
  const stack = newStack();
  const image = debianIn(stack);
  new TerraformOutput(stack, 'Digest', { value: image.releasedDigest, staticId: true });
  const { output } = synthesize(stack).json as unknown as { output: unknown };
  expect(output).toEqual({ Digest: { value: expect.stringMatching(/^\$\{aws_ssm_parameter\.Debian_Channel_\w+\.insecure_value\}$/) } });
  expect(image.variantOf(ImageVariant.RUNTIME).releasedDigest).toBe(image.releasedDigest);
});
