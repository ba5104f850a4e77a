import { Construct } from 'constructs';

import { PlatformStack } from './platform-stack';

/** The platform stack as it would be deployed, but for the day: yours goes by today. */
export function platform(scope: Construct): PlatformStack {
  return new PlatformStack(scope, 'platform', {
    region: 'eu-west-1',
    debianDigest: 'sha256:d5d3f9c23164ea16f31852f95bd5959aad1c5e854332fe00f7b3a20fcc9f635c',
    organizationId: 'o-a1b2c3d4e5',
    asOf: '2026-11-24',
  });
}
