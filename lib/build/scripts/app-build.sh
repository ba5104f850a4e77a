#!/usr/bin/env bash
# Builds an application's image on its golden image, from the context in CODEBUILD_SRC_DIR, pushes it, and writes down its
# digest. What is there already is not built again.
#
#   IMAGE_NAME         title of the image
#   IMAGE_VERSION      its version
#   DECLARATION_HASH   SHA-256 of the context and the digest of the base
#   DOCKERFILE         path of the Dockerfile in the context
#   PLATFORM           linux/amd64 or linux/arm64: the machine's own
#   BASE_IMAGE         what is built on: registry host, repository name and digest
#   REPOSITORY         where the image is pushed: registry host and repository name
#   DIGEST_PARAMETER   the SSM parameter that the digest is written to
#   HTTP_PROXY, HTTPS_PROXY, NO_PROXY
#                      optional: handed over to the build; not kept in the image

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source=docker.sh
source "$(dirname "$0")/docker.sh"

require IMAGE_NAME '[a-z][a-z0-9._/-]{1,255}'
require IMAGE_VERSION '[A-Za-z0-9][A-Za-z0-9.-]{0,63}'
require DECLARATION_HASH '[a-f0-9]{64}'
require DOCKERFILE '[A-Za-z0-9._][A-Za-z0-9._/-]*'
require PLATFORM 'linux/(amd64|arm64)'
require BASE_IMAGE "[a-z0-9.:-]+/[a-z0-9._/-]+@$digest_pattern"
require REPOSITORY '[a-z0-9.:-]+/[a-z0-9._/-]+'
require DIGEST_PARAMETER '/[a-z0-9/-]+'
export DOCKER_BUILDKIT=1 BUILDX_NO_DEFAULT_ATTESTATIONS=1

context=$CODEBUILD_SRC_DIR/context
tag=$IMAGE_VERSION-${DECLARATION_HASH:0:12}
# shellcheck disable=SC2153 # set by the project
image=$REPOSITORY:$tag

# built_digest: the digest of what is there under our tag, which never comes to mean another image.
built_digest() {
  digest_of "${REPOSITORY#*/}" "imageTag=$tag"
}

# restore_permissions: archives do not keep them everywhere.
restore_permissions() {
  find "$context" -type d -exec chmod 0755 {} + -o -type f -exec chmod 0644 {} +
  local file
  while IFS= read -r file; do chmod 0755 "$context/$file"; done <"$CODEBUILD_SRC_DIR/executables"
}

digest=$(built_digest)
if [[ -n $digest ]]; then
  say "$image is built already"
else
  restore_permissions
  for host in $(printf '%s\n' "${REPOSITORY%%/*}" "${BASE_IMAGE%%/*}" | sort -u); do log_in "$host"; done
  build_arguments=(--build-arg "BASE_IMAGE=$BASE_IMAGE")
  hand_over_proxies
  say "building $image on $BASE_IMAGE"
  docker build "${build_arguments[@]}" --platform "$PLATFORM" \
    --label "org.opencontainers.image.title=$IMAGE_NAME" \
    --label "org.opencontainers.image.version=$IMAGE_VERSION" \
    --label "org.opencontainers.image.base.name=${BASE_IMAGE%@*}" \
    --label "org.opencontainers.image.base.digest=${BASE_IMAGE#*@}" \
    --tag "$image" --file "$context/$DOCKERFILE" "$context" 2>&1 |
    tee "$work/build-log" || fail "docker build failed: $(registry_reason "$work/build-log")"
  push "$image"
  digest=$(built_digest)
fi

[[ $digest =~ ^$digest_pattern$ ]] || fail "the registry does not know $image after its push"
put_parameter "$DIGEST_PARAMETER" "$digest"
say "$IMAGE_NAME is $REPOSITORY@$digest"
