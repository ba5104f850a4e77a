#!/usr/bin/env bash
# Builds a candidate for this machine's platform from the context in CODEBUILD_SRC_DIR, tests it and pushes it to the
# candidate repository. It can release nothing.
#
#   NAMESPACE, IMAGE_NAME            whose image, and which
#   IMAGE_VERSION                    declared version
#   DECLARATION_HASH                 SHA-256 of the build context and the platforms
#   VARIANTS                         variants to build, separated by spaces; runtime, the image itself, is the first
#   PLATFORM                         linux/amd64 or linux/arm64: the machine's own
#   CANDIDATE_REPOSITORY             where candidates are pushed: registry host and repository name
#   CONTAINER_STRUCTURE_TEST_URL     where the tool is downloaded from
#   CONTAINER_STRUCTURE_TEST_SHA256  and what it must be
#   CRANE_URL, CRANE_SHA256          the archive with crane, and what it must be
#   LAST_RELEASE_PARAMETER           the SSM parameter in which release.sh writes down what it released
#   REFRESH_AFTER_DAYS               age of the patches at which they are installed anew, though nothing else changed
#   TRIGGER                          optional: schedule, declaration or parent. What a trigger starts ends at once when
#                                      nothing changed; without one, a person started it, and it builds
#   REFRESH_EPOCH                    optional: the time of a refresh, such as 2026-11-24T03:00:00Z
#   BASES                            optional: what is built on where it is looked up now, as a JSON list of
#                                      argument    prefix of the build arguments that it is handed over in
#                                      name        what the labels say, for the base of the image itself
#                                      repository  registry host and repository name
#                                      channel     of a golden image: the SSM parameter that holds its newest digest
#                                      tag         of any other image
#                                      digest      where the tag is not tracked
#   PINS                             optional: what is built on and stands in the Dockerfile, in the same way
#   PULL_REGISTRIES                  optional: other private ECR registries that are pulled from, separated by spaces
#   NOTICES_PARAMETER                optional: the SSM parameter in which a scheduled run notes what people were told
#   SUPPORT_ENDS, SUPPORT_NOTICE_DAYS, RELEASE_NOTICE_DAYS
#                                    optional, and days: what people are told of
#   HTTP_PROXY, HTTPS_PROXY, NO_PROXY
#                                    optional: handed over to the build; not kept in the image

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source=docker.sh
source "$(dirname "$0")/docker.sh"
# shellcheck source=bases.sh
source "$(dirname "$0")/bases.sh"
# shellcheck source=no-op.sh
source "$(dirname "$0")/no-op.sh"
# shellcheck source=events.sh
source "$(dirname "$0")/events.sh"
# shellcheck source=notices.sh
source "$(dirname "$0")/notices.sh"

require NAMESPACE '[a-z][a-z0-9]{0,15}'
require IMAGE_NAME '[a-z][a-z0-9-]*'
require IMAGE_VERSION '[A-Za-z0-9][A-Za-z0-9.-]{0,63}'
require DECLARATION_HASH '[a-f0-9]{64}'
require VARIANTS 'runtime( (dev|debug))*'
require PLATFORM 'linux/(amd64|arm64)'
require CANDIDATE_REPOSITORY '[a-z0-9.:-]+/[a-z0-9._/-]+'
require CONTAINER_STRUCTURE_TEST_URL 'https://.+'
require CONTAINER_STRUCTURE_TEST_SHA256 '[a-f0-9]{64}'
require CRANE_URL 'https://.+'
require CRANE_SHA256 '[a-f0-9]{64}'
require LAST_RELEASE_PARAMETER '/[a-z0-9/-]+'
[[ -z ${NOTICES_PARAMETER-} ]] || require NOTICES_PARAMETER '/[a-z0-9/-]+'
require REFRESH_AFTER_DAYS '[1-9][0-9]{0,3}'
require CODEBUILD_BUILD_ID '[A-Za-z0-9_-]+:[A-Za-z0-9-]+'
[[ -z ${TRIGGER-} ]] || require TRIGGER 'schedule|declaration|parent'
[[ -z ${REFRESH_EPOCH-} ]] || require REFRESH_EPOCH '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z'
export DOCKER_BUILDKIT=1 BUILDX_NO_DEFAULT_ATTESTATIONS=1
arch=${PLATFORM#*/}

registry=${CANDIDATE_REPOSITORY%%/*}
for pull_registry in ${PULL_REGISTRIES-}; do
  [[ $pull_registry == "$registry" ]] || log_in "$pull_registry"
done
[[ " ${PULL_REGISTRIES-} " != *" $registry "* ]] || log_in "$registry"
resolve_bases
inputs=$(printf '%s\n' "$DECLARATION_HASH" "$bases" "${REFRESH_EPOCH-}" | sha256sum | cut -c 1-12)
read_notes
[[ ${TRIGGER-} != schedule || -z ${NOTICES_PARAMETER-} ]] || tell_people
[[ -z ${TRIGGER-} ]] || stop_if_nothing_changed
[[ " ${PULL_REGISTRIES-} " == *" $registry "* ]] || log_in "$registry"
read_lineage

# A refresh is released under its day, and says when it was.
release_tag=$IMAGE_VERSION
build_arguments+=(--build-arg BUILDKIT_INLINE_CACHE=1)
# All of them are written always: what is not would be the parent's.
labels=(
  --label "io.github.cdktf-golden-image.declaration=$DECLARATION_HASH"
  --label "io.github.cdktf-golden-image.bases=$bases"
  --label "io.github.cdktf-golden-image.lineage=$lineage"
  --label "io.github.cdktf-golden-image.refreshed=${REFRESH_EPOCH-}"
)
if [[ -n ${REFRESH_EPOCH-} ]]; then
  day=${REFRESH_EPOCH%%T*}
  release_tag+=-${day//-/}
  build_arguments+=(--build-arg "REFRESH_EPOCH=$REFRESH_EPOCH")
  # The cache is what passed: the candidate that was released last, by digest. It holds no layer of a new refresh epoch.
  cached=$(jq -r --arg arch "$arch" '.candidates[$arch] // empty' "$work/last-release")
  if [[ -n $cached ]]; then
    field cache "$cached" "$digest_pattern"
    build_arguments+=(--cache-from "$CANDIDATE_REPOSITORY@$cached")
  fi
fi
hand_over_proxies

# candidate_of VARIANT: its tag says what it is, and the part behind "_" what it was built from, on what, and in which
# build: the repository is immutable.
candidate_of() {
  local variant='' run=${CODEBUILD_BUILD_ID#*:}
  [[ $1 == runtime ]] || variant=-$1
  printf '%s:%s_%s-%s-%s\n' "$CANDIDATE_REPOSITORY" "$release_tag$variant" "$inputs" "$arch" "${run:0:8}"
}

download "$CONTAINER_STRUCTURE_TEST_URL" "$CONTAINER_STRUCTURE_TEST_SHA256" "$work/container-structure-test"
chmod +x "$work/container-structure-test"

# All of them are built and tested before the first is pushed.
for variant in $VARIANTS; do
  candidate=$(candidate_of "$variant")
  say "building $candidate"
  docker build "${build_arguments[@]}" "${labels[@]}" --target "$variant" --tag "$candidate" \
    --file "$CODEBUILD_SRC_DIR/Dockerfile" "$CODEBUILD_SRC_DIR" 2>&1 |
    tee "$work/build-log" || fail "docker build failed: $(registry_reason "$work/build-log")"
  built=$(docker image inspect --format '{{.Os}}/{{.Architecture}}' "$candidate")
  [[ $built == "$PLATFORM" ]] || fail "the image is of $built; expected $PLATFORM"
  say "testing $candidate"
  CONTAINER_STRUCTURE_TEST=$work/container-structure-test bash "$(dirname "$0")/test.sh" "$candidate" "$CODEBUILD_SRC_DIR/tests/$variant" ||
    fail "the image tests failed: nothing is pushed"
done

# The image itself comes last: when its push starts its release, the others are there.
for variant in ${VARIANTS#runtime} runtime; do
  candidate=$(candidate_of "$variant")
  say "pushing $candidate"
  push "$candidate"
  digest=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$candidate" |
    grep -oE "^$CANDIDATE_REPOSITORY@$digest_pattern$" | grep -oE "$digest_pattern" | tail -n 1) ||
    fail "docker does not know the digest of $candidate"
  say "candidate $digest is pushed as $candidate"
done
