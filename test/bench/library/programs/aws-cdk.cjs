// An equivalent factory by hand in aws-cdk-lib: node aws-cdk.cjs N OUTDIR, in a folder where aws-cdk-lib is installed.
const { createRequire } = require('node:module');
const load = createRequire(`${process.cwd()}/`);
const cdk = load('aws-cdk-lib');
const codebuild = load('aws-cdk-lib/aws-codebuild');
const ecr = load('aws-cdk-lib/aws-ecr');
const events = load('aws-cdk-lib/aws-events');
const targets = load('aws-cdk-lib/aws-events-targets');
const iam = load('aws-cdk-lib/aws-iam');
const kms = load('aws-cdk-lib/aws-kms');
const logs = load('aws-cdk-lib/aws-logs');
const ssm = load('aws-cdk-lib/aws-ssm');

const [, , count, outdir] = process.argv;
// CloudFormation takes 500 resources a stack; to compare, all of them are synthesized in one.
const app = new cdk.App({ outdir, context: { '@aws-cdk/core:stackResourceLimit': 0 } });
const stack = new cdk.Stack(app, 'bench');
for (let index = 0; index < Number(count); index += 1) {
  const scope = new (load('constructs').Construct)(stack, `Image${index}`);
  const name = `image-a${index}b`;
  const key = new kms.Key(scope, 'Key', { enableKeyRotation: true });
  const repository = (id, repositoryName) =>
    new ecr.Repository(scope, id, { repositoryName, imageTagMutability: ecr.TagMutability.IMMUTABLE, imageScanOnPush: true, encryption: ecr.RepositoryEncryption.KMS, encryptionKey: key, lifecycleRules: [{ maxImageAge: cdk.Duration.days(14), tagStatus: ecr.TagStatus.UNTAGGED }] });
  const releases = repository('Releases', `golden/${name}`);
  const candidates = repository('Candidates', `golden-candidates/${name}`);
  const project = (id, privileged) => {
    const logGroup = new logs.LogGroup(scope, `${id}Logs`, { retention: logs.RetentionDays.ONE_YEAR });
    return new codebuild.Project(scope, id, {
      projectName: `golden-${name}-${id.toLowerCase()}`,
      environment: { buildImage: codebuild.LinuxBuildImage.AMAZON_LINUX_2_5, privileged },
      encryptionKey: key,
      logging: { cloudWatch: { logGroup } },
      buildSpec: codebuild.BuildSpec.fromObject({ version: '0.2', phases: { build: { commands: ['bash scripts/build.sh'] } } }),
      environmentVariables: { IMAGE_NAME: { value: name }, RELEASE_REPOSITORY: { value: releases.repositoryUri }, CANDIDATE_REPOSITORY: { value: candidates.repositoryUri } },
    });
  };
  const build = project('Build', true);
  const release = project('Release', false);
  candidates.grantPullPush(build);
  candidates.grantPull(release);
  releases.grantPullPush(release);
  new events.Rule(scope, 'Schedule', { schedule: events.Schedule.rate(cdk.Duration.days(1)), targets: [new targets.CodeBuildProject(build)] });
  new events.Rule(scope, 'Pushed', { eventPattern: { source: ['aws.ecr'], detail: { 'repository-name': [candidates.repositoryName] } }, targets: [new targets.CodeBuildProject(release)] });
  const channel = new ssm.StringParameter(scope, 'Channel', { parameterName: `/golden/${name}/channels/stable`, stringValue: 'unreleased' });
  channel.grantRead(release);
  release.addToRolePolicy(new iam.PolicyStatement({ actions: ['ssm:PutParameter'], resources: [channel.parameterArn] }));
}
app.synth();
require('./report.cjs').report();
