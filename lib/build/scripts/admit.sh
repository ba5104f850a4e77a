#!/usr/bin/env bash
# Admits an image that EC2 Image Builder built and pushed to the candidate repository: it is tested as every candidate is,
# and then given a candidate's tag, which starts its release. Image Builder can neither choose a tag that no other run has,
# nor look at an image from outside.
#
#   IMAGE_BUILD_ARN                  the image build version that became available, from the event
#   RECIPE_NAME                      what Image Builder calls the image
#   IMAGE_VERSION                    declared version
#   DECLARATION_HASH                 SHA-256 of the build context that is applied now
#   CANDIDATE_REPOSITORY             registry host and repository name
#   CONTAINER_STRUCTURE_TEST_URL     where the tool is downloaded from
#   CONTAINER_STRUCTURE_TEST_SHA256  and what it must be

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source=docker.sh
source "$(dirname "$0")/docker.sh"

require RECIPE_NAME '[a-z0-9-]{1,126}'
require IMAGE_BUILD_ARN "arn:[a-z-]+:imagebuilder:[a-z0-9-]+:[0-9]{12}:image/$RECIPE_NAME/[0-9]+\.[0-9]+\.[0-9]+/[0-9]+"
require IMAGE_VERSION '[A-Za-z0-9][A-Za-z0-9.-]{0,63}'
require DECLARATION_HASH '[a-f0-9]{64}'
require CANDIDATE_REPOSITORY '[a-z0-9.:-]+/[a-z0-9._/-]+'
require CONTAINER_STRUCTURE_TEST_URL 'https://.+'
require CONTAINER_STRUCTURE_TEST_SHA256 '[a-f0-9]{64}'

candidate_name=${CANDIDATE_REPOSITORY#*/}

call_aws imagebuilder:GetImage imagebuilder get-image --image-build-version-arn "$IMAGE_BUILD_ARN" --output json >"$work/built"
# built FILTER PATTERN: of what Image Builder says of the image.
built() {
  local value
  value=$(jq -r "$1 // \"\"" "$work/built")
  [[ $value =~ ^($2)$ ]] || fail "Image Builder says of $IMAGE_BUILD_ARN that $1 is '$value'; expected it to match $2"
  printf '%s\n' "$value"
}
built .image.state.status AVAILABLE >/dev/null
reference=$(built '.image.outputResources.containers[0].imageUris[0]' "$CANDIDATE_REPOSITORY:[A-Za-z0-9_.-]+")
type=$(built .image.buildType '[A-Z_]+')
created=$(built .image.dateCreated '[0-9]{4}-[0-9]{2}-[0-9]{2}T.*')

digest=$(digest_of "$candidate_name" "imageTag=${reference##*:}")
[[ $digest =~ ^$digest_pattern$ ]] || fail "$reference is not there: nothing is admitted"

# As build.sh: what it was made of. The digests that it was built on stand in the declaration; the time is that of its patches.
inputs=$(printf '%s\n' "$DECLARATION_HASH" "$created" | sha256sum | cut -c 1-12)
run=$(printf '%s' "$IMAGE_BUILD_ARN" | sha256sum | cut -c 1-8)
release_tag=$IMAGE_VERSION
# A build that a person started is of the version itself, which can be released once; a scheduled one is a refresh.
if [[ $type == SCHEDULED ]]; then
  day=${created%%T*}
  release_tag+=-${day//-/}
fi
tag=${release_tag}_$inputs-amd64-$run

admitted=$(digest_of "$candidate_name" "imageTag=$tag")
if [[ -n $admitted ]]; then
  [[ $admitted == "$digest" ]] || fail "$tag is $admitted, and $reference is $digest: nothing is admitted"
  say "$digest is admitted already, as $tag"
  exit
fi

log_in "${CANDIDATE_REPOSITORY%%/*}"
image=$CANDIDATE_REPOSITORY@$digest
docker pull "$image" >"$work/pull-log" 2>&1 || fail "docker pull failed: $(registry_reason "$work/pull-log")"
labelled=$(docker image inspect --format '{{index .Config.Labels "io.github.cdktf-golden-image.declaration"}}' "$image")
[[ $labelled == "$DECLARATION_HASH" ]] ||
  fail "$reference was built from declaration '$labelled', and $DECLARATION_HASH is applied now: nothing is admitted"

download "$CONTAINER_STRUCTURE_TEST_URL" "$CONTAINER_STRUCTURE_TEST_SHA256" "$work/container-structure-test"
chmod +x "$work/container-structure-test"
say "testing $image"
# By a name of its own: container-structure-test takes no digest for the name of an image that it need not pull.
docker tag "$image" candidate
CONTAINER_STRUCTURE_TEST=$work/container-structure-test bash "$(dirname "$0")/test.sh" candidate "$CODEBUILD_SRC_DIR/tests/runtime" ||
  fail "the image tests failed: nothing is admitted"

get_manifest "$candidate_name" "$digest"
call_aws ecr:PutImage ecr put-image --repository-name "$candidate_name" --image-tag "$tag" --image-digest "$digest" \
  --image-manifest "file://$work/manifest" --image-manifest-media-type "$(cat "$work/media-type")" >/dev/null
say "candidate $digest is admitted as $CANDIDATE_REPOSITORY:$tag"
