// A factory of N images, by this package: node ours.cjs N OUTDIR.
const { App, TerraformStack } = require('cdktf');
const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');
const { BaseImage, CodeBuildPipeline, GoldenImage, ImageTest } = require('../../../../dist/lib');

const [, , count, outdir] = process.argv;
const app = new App({ outdir });
const stack = new TerraformStack(app, 'bench');
new AwsProvider(stack, 'Aws', { region: 'eu-west-1' });
const factory = new CodeBuildPipeline(stack, 'Factory');
for (let index = 0; index < Number(count); index += 1) {
  new GoldenImage(stack, `Image${index}`, {
    name: `image-a${index}b`,
    version: '1.0.0',
    base: BaseImage.debian('13-slim', { digest: `sha256:${'a'.repeat(64)}` }),
    packages: ['ca-certificates', 'tzdata'],
    tests: [ImageTest.file('/etc/ssl/certs/ca-certificates.crt')],
    owner: 'platform-team',
    rationale: 'glibc, five years of support',
    pipeline: factory,
  });
}
app.synth();
require('./report.cjs').report();
