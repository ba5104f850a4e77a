import { Construct } from 'constructs';

import { LocalStack } from './local-stack';

/** The local stack, pushing to a registry of this machine: `docker run --detach --publish 5000:5000 registry:2`. */
export function local(scope: Construct): LocalStack {
  return new LocalStack(scope, 'local', {
    debianDigest: 'sha256:d5d3f9c23164ea16f31852f95bd5959aad1c5e854332fe00f7b3a20fcc9f635c',
  });
}
