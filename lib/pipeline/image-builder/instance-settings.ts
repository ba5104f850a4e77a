import { checkInteger, checkPresent, checkText } from '../../core/check';
import { HOP_LIMIT, INSTANCE_TYPE, INSTANCE_TYPES, VOLUME_SIZE } from '../../core/image-builder-grammar';
import { checkLength } from '../../core/list-length';
import { checkId, checkIds } from '../codebuild/machine/id-list';
import { SUBNET_ID } from '../codebuild/machine/machine-grammar';
import { SECURITY_GROUPS } from '../codebuild/machine/vpc';
import { ImageBuilderPipelineProps } from './image-builder-pipeline-props';

/** The instances that build, with every default applied. */
export interface InstanceSettings {
  readonly subnetId: string;
  readonly securityGroupIds: readonly string[];
  readonly publicAddress: boolean;
  readonly instanceTypes: readonly string[];
  readonly metadataHopLimit: number;
  readonly volumeGigabytes: number;
}

export function resolveInstances(props: ImageBuilderPipelineProps, where: string): InstanceSettings {
  const { publicAddress = false, instanceTypes = ['t3.medium'], metadataHopLimit = 2, volumeGigabytes = 30 } = props;
  const subnetId = checkId(SUBNET_ID, checkPresent(props.subnetId, 'subnetId', where), where);
  checkLength(INSTANCE_TYPES, instanceTypes, where);
  return Object.freeze({
    subnetId,
    securityGroupIds: checkIds(SECURITY_GROUPS, checkPresent(props.securityGroupIds, 'securityGroupIds', where), where),
    publicAddress,
    instanceTypes: instanceTypes.map((type) => checkText(INSTANCE_TYPE, type, where)),
    metadataHopLimit: checkInteger(HOP_LIMIT, metadataHopLimit, where),
    volumeGigabytes: checkInteger(VOLUME_SIZE, volumeGigabytes, where),
  });
}
