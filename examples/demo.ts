/**
 * Synthesizes the platform example, without AWS, Terraform or Docker, and prints what it made.
 */
import { join } from 'node:path';

import { App, TerraformResource } from 'cdktf';
import { IConstruct } from 'constructs';

import { findingsTable } from './findings-table';
import { platform } from './platform/platform';

const OUTDIR = 'cdktf.out';

function countResources(scope: IConstruct): number {
  return scope.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)).length;
}

const app = new App({ outdir: OUTDIR });
const stack = platform(app);
app.synth();

const stackFolder = join(OUTDIR, 'stacks', stack.node.id);
for (const image of stack.images) {
  const files = join(stackFolder, image.contextPath);
  console.log(`
${image.imageName} ${image.imageVersion}
  base              ${image.base}
  releases          ${image.repository.repositoryName}
  candidates        ${image.candidates.repositoryName}
  channel           ${image.channelParameterName}
  resources         ${countResources(image)}
  Dockerfile        ${join(files, 'Dockerfile')}
  tests             ${join(files, 'tests')}
  buildspecs        ${join(files, 'buildspecs', '{build,release}.yml')}
${findingsTable(image.findings)}`);
}
const images = stack.images.reduce((sum, image) => sum + countResources(image), 0);
console.log(`
shared by all     ${countResources(stack) - images} resources
Terraform         ${join(stackFolder, 'cdk.tf.json')}
catalogue         ${join(stackFolder, stack.catalog.outputPath, 'catalog.html')}`);
