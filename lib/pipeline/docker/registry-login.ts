import { DataAwsEcrAuthorizationToken } from '@cdktf/provider-aws/lib/data-aws-ecr-authorization-token';
import type { DockerProviderRegistryAuth } from '@cdktf/provider-docker/lib/provider';
import { Construct } from 'constructs';

import { RegistryKind } from './docker-registry';

/** How the provider logs in, whose configuration is in no state; that of a resource would be, and a new token a difference. */
export function registryLogin(scope: Construct, registry: RegistryKind): DockerProviderRegistryAuth {
  switch (registry.kind) {
    case 'open':
      return { address: `http://${registry.host}`, authDisabled: true };
    case 'docker-login':
      return { address: `https://${registry.host}` };
    case 'password':
      return { address: `https://${registry.host}`, username: registry.username, password: registry.password };
    case 'ecr': {
      const { proxyEndpoint: address, userName: username, password } = new DataAwsEcrAuthorizationToken(scope, 'Token');
      return { address, username, password };
    }
  }
}
