import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

import { GoldenImageError } from '../../core/error';
import { regionOf } from './provider-settings';
import { ReplicationDestination } from './replication-destination';

/** ECR refuses a destination that is the registry itself; as far as the region is known, so does synthesis. */
export function refuseSelfReplication(registry: IConstruct, destinations: readonly ReplicationDestination[]): void {
  const own = regionOf(TerraformStack.of(registry));
  if (!destinations.some(({ _accountId, _region }) => _accountId === undefined && _region === own)) return;
  throw new GoldenImageError('ReplicatesToItself', {
    where: registry.node.path,
    problem: 'the registry is of this region itself',
    given: own,
    expected: 'another region, or another account',
    remedy: 'leave this destination out',
  });
}
