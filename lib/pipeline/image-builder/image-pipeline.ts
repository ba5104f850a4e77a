import { ImagebuilderDistributionConfiguration } from '@cdktf/provider-aws/lib/imagebuilder-distribution-configuration';
import { ImagebuilderImagePipeline } from '@cdktf/provider-aws/lib/imagebuilder-image-pipeline';
import { Construct } from 'constructs';

import { GoldenImageRepository } from '../../registry/golden-image-repository';
import { ImageBuilderFactory } from './image-builder-factory';

interface ImagePipelineProps {
  readonly factory: ImageBuilderFactory;
  readonly name: string;
  readonly imageName: string;
  readonly candidates: GoldenImageRepository;
  readonly recipeArn: string;
  readonly infrastructureArn: string;
  readonly scheduleExpression: string;
  readonly onlyWithUpdates: boolean;
  readonly imageTests: boolean;
  readonly testTimeoutMinutes: number;
}

/** What runs the recipe of one image, when, and where its output goes. */
export function imagePipeline(scope: Construct, props: ImagePipelineProps): void {
  const { factory, name, imageName, candidates } = props;
  const distribution = new ImagebuilderDistributionConfiguration(scope, 'Distribution', {
    name,
    description: `Where candidates of golden image ${imageName} go`,
    distribution: [
      {
        region: factory.aws.region,
        // No tags: those of a distribution are the same for every run, and the repository is immutable. Image Builder adds
        // the version of the recipe and the number of the run; admit.sh gives the candidate's own tag.
        containerDistributionConfiguration: { targetRepository: { service: 'ECR', repositoryName: candidates.repositoryName } },
      },
    ],
  });
  new ImagebuilderImagePipeline(scope, 'Resource', {
    name,
    description: `Builds candidates of golden image ${imageName}`,
    containerRecipeArn: props.recipeArn,
    infrastructureConfigurationArn: props.infrastructureArn,
    distributionConfigurationArn: distribution.arn,
    // An inventory of AMIs; of containers Image Builder collects none.
    enhancedImageMetadataEnabled: false,
    imageTestsConfiguration: { imageTestsEnabled: props.imageTests, timeoutMinutes: props.testTimeoutMinutes },
    schedule: {
      scheduleExpression: props.scheduleExpression,
      pipelineExecutionStartCondition: props.onlyWithUpdates ? 'EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE' : 'EXPRESSION_MATCH_ONLY',
    },
    status: 'ENABLED',
  });
}
