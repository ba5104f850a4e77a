import { createHash } from 'node:crypto';

import { lockDocument } from '../../../lib/base-image/lock-document';

/** Files that snippets read. */
export const FILES: { readonly [path: string]: string } = {
  'certificates/example-root.pem': '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  'keys/example.asc': 'a key',
  'app/main.go': 'package main\n',
  'debian-13.md': '# Moving to Debian 13\n',
  'golden-images.lock.json': lockDocument(
    ['debian:12-slim', 'debian:13-slim', 'node:22-bookworm-slim'].map((image) => ({ reference: `docker.io/library/${image}`, digest: `sha256:${'a'.repeat(64)}`, platforms: [], resolvedAt: '2026-11-24T10:00:00Z' })),
  ),
  'catalog.json': '{ "schemaVersion": 1, "images": [] }\n',
  'report/Dockerfile': 'ARG BASE_IMAGE\nFROM ${BASE_IMAGE}\n',
};

/** What snippets leave out, in the words in which they leave it out. */
export function filledIn(text: string): string {
  const sha256 = createHash('sha256').update(FILES['keys/example.asc']!).digest('hex');
  return text
    .replaceAll('sha256:…', `sha256:${'a'.repeat(64)}`)
    .replaceAll("sha256: '…'", `sha256: '${sha256}'`)
    .replace(/(new GoldenImage\([^{]*\{\s*)(?:\/\/ …|\/\* … \*\/|…,)/g, '$1...IMAGE,')
    .replace(/(new DockerBuildPipeline\([^{]*\{\s*)…,/g, '$1...DOCKER,')
    .replace(/(BuildStage\.of\([^{]*\{\s*)…,/g, '$1...STAGE,');
}

/** Names that a snippet takes for known, and what they then are. */
export const KNOWN: { readonly [name: string]: string } = {
  stack: 'const stack = this;',
  // Read when it is spread: the snippet may declare its factory first.
  IMAGE: "const IMAGE = { name: 'snippet', version: '1.0.0', base: BaseImage.debian('12-slim', { digest: DIGEST }), owner: 'platform-team', rationale: 'glibc, five years of support', get pipeline(): IBuildPipeline { return factory; } };",
  DOCKER: "const DOCKER = { registry: DockerRegistry.localhost(), unscannedReason: 'to try a declaration out; nothing runs this image' };",
  STAGE: "const STAGE = { base: BaseImage.golang('1.25-bookworm', { digest: DIGEST }) };",
  DIGEST: `const DIGEST = 'sha256:${'a'.repeat(64)}';`,
  factory: "const factory = new CodeBuildPipeline(this, 'KnownFactory');",
  key: "const key = new EncryptionKey(this, 'KnownKey', { alias: 'known' });",
  encryptionKey: "const encryptionKey = new EncryptionKey(this, 'KnownKey', { alias: 'known' });",
  keyOfFrankfurt: "const keyOfFrankfurt = new EncryptionKey(frankfurt, 'KnownKey', { alias: 'known' });",
  frankfurt: "const frankfurt = new KnownStack(this.node.root as KnownApp, 'frankfurt', 'eu-central-1');",
  ireland: "const ireland = new KnownStack(this.node.root as KnownApp, 'ireland');",
  registry: "const registry = new GoldenImageRegistry(this, 'KnownRegistry', { encryption: RepositoryEncryption.kms({ keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' }), pullThroughCaches: [PullThroughCache.dockerHub({ credentials: CacheCredentials.fromSecretName('ecr-pullthroughcache/docker-hub') })] });",
  debian: "const debian = new GoldenImage(this, 'KnownDebian', { ...IMAGE, name: 'debian' });",
  image: "const image = new GoldenImage(this, 'KnownImage', { ...IMAGE });",
  debian12: "const debian12 = new GoldenImage(this, 'KnownDebian12', { ...IMAGE, name: 'debian-12' });",
  base: "const base = GoldenImageReference.fromChannel(this, 'KnownBase', { name: 'debian' });",
  vpc: "const vpc = { id: 'vpc-0a1b2c3d' };",
  subnet: "const subnet = { id: 'subnet-0a1b2c3d' };",
  group: "const group = { id: 'sg-0a1b2c3d' };",
  tools: "const tools = GoldenImageRepository.fromRepositoryName(this, 'KnownTools', 'team/tools');",
  app: 'const app = this.node.root as KnownApp;',
};

/** Names that come from elsewhere. */
export const IMPORTED: { readonly [name: string]: string } = {
  App: "import { App } from 'cdktf';",
  Aspects: "import { Aspects } from 'cdktf';",
  TerraformOutput: "import { TerraformOutput } from 'cdktf';",
  TerraformStack: "import { TerraformStack } from 'cdktf';",
  Construct: "import { Construct } from 'constructs';",
  AwsProvider: "import { AwsProvider } from '@cdktf/provider-aws/lib/provider';",
  SnsTopicSubscription: "import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';",
  EcsTaskDefinition: "import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';",
  fs: "import * as fs from 'node:fs';",
  readFileSync: "import { readFileSync } from 'node:fs';",
};

/** What every snippet stands in. */
export const HEAD = `
import { App as KnownApp, TerraformStack as AnyStack } from 'cdktf';
import { AwsProvider as KnownProvider } from '@cdktf/provider-aws/lib/provider';
class KnownStack extends AnyStack {
  public constructor(app: KnownApp, id: string, region = 'eu-west-1') {
    super(app, id);
    new KnownProvider(this, 'KnownAws', { region });
  }
}
`;
