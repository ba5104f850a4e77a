import { DockerfileParser } from 'dockerfile-ast';

import { BaseImage } from '../../lib/base-image/base-image';
import { renderDockerfile } from '../../lib/image/image-dockerfile';
import { resolveImageSpec } from '../../lib/image/image-spec';
import { DIGEST } from '../support/stack';

const PARENT = {
  imageName: 'debian',
  imageVersion: '12.1.0',
  namespace: 'golden',
  repositoryUri: 'uri',
  repositoryArn: 'arn',
  channelParameterName: '/golden/debian/channels/stable',
};

function dockerfile(base: BaseImage): string {
  return renderDockerfile(
    resolveImageSpec(
      { name: 'app', version: '1.0.0', base, packages: ['tzdata', 'ca-certificates'], owner: 'a "team"', rationale: 'costs $0' },
      'Here',
    ),
  );
}

test('an image on Debian has this Dockerfile', () => {
  expect(dockerfile(BaseImage.debian('12-slim', { digest: DIGEST }))).toBe(`# Rendered by cdktf-golden-image. Change the declaration, not this file.
FROM docker.io/library/debian:12-slim@${DIGEST}

# The user that containers run as.
RUN set -eux \\
    && groupadd --gid 65532 nonroot \\
    && useradd --uid 65532 --gid 65532 --no-log-init --no-create-home --home-dir /home/nonroot --shell /usr/sbin/nologin nonroot \\
    && install --directory --owner=65532 --group=65532 --mode=0750 /home/nonroot \\
    && rm -f /etc/passwd- /etc/group- /etc/shadow- /etc/gshadow-

# Packages and security updates. A new base or a new refresh epoch makes this layer again.
ARG REFRESH_EPOCH=none
RUN set -eux \\
    && export DEBIAN_FRONTEND=noninteractive \\
    && apt-get update \\
    && apt-get upgrade --yes --no-install-recommends \\
    && apt-get install --yes --no-install-recommends \\
        ca-certificates \\
        tzdata \\
    && apt-get clean \\
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/ldconfig/aux-cache /var/log/apt /var/log/dpkg.log /var/log/alternatives.log

# What changes with every version.
LABEL org.opencontainers.image.base.name="docker.io/library/debian:12-slim" \\
      org.opencontainers.image.base.digest="${DIGEST}" \\
      org.opencontainers.image.title="app" \\
      org.opencontainers.image.version="1.0.0" \\
      io.github.cdktf-golden-image.owner="a \\"team\\"" \\
      io.github.cdktf-golden-image.rationale="costs \\$0"
USER 65532:65532
`);
});

test('an image on a golden one takes the parent by digest from arguments, and inherits its user', () => {
  const text = dockerfile(BaseImage.fromGoldenImage(PARENT));
  const instructions = DockerfileParser.parse(text)
    .getInstructions()
    .map((instruction) => `${instruction.getKeyword()} ${instruction.getRawArgumentsContent()?.split('\n')[0]}`);
  expect(instructions).toEqual([
    'ARG BASE_IMAGE=scratch',
    'FROM ${BASE_IMAGE}',
    'USER 0:0',
    'ARG REFRESH_EPOCH=none',
    'RUN set -eux \\',
    'ARG BASE_NAME',
    'ARG BASE_DIGEST',
    'LABEL org.opencontainers.image.base.name="${BASE_NAME}" \\',
    'USER 65532:65532',
  ]);
  expect(text).not.toContain('useradd');
});
