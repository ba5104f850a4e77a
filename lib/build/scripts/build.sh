#!/usr/bin/env bash
# Builds a candidate from the context in CODEBUILD_SRC_DIR, tests it and pushes it to the candidate repository. It can
# release nothing.
#
#   IMAGE_VERSION                    declared version
#   VARIANTS                         variants to build, separated by spaces; runtime, the image itself, is the first
#   CANDIDATE_REPOSITORY             where candidates are pushed: registry host and repository name
#   CONTAINER_STRUCTURE_TEST_URL     where the tool is downloaded from
#   CONTAINER_STRUCTURE_TEST_SHA256  and what it must be
#   REFRESH_EPOCH                    optional: the time of a scheduled refresh, such as 2026-11-24T03:00:00Z
#   BASES                            optional: what is built on where it is looked up now, as a JSON list of
#                                      argument    prefix of the build arguments that it is handed over in
#                                      name        what the labels say, for the base of the image itself
#                                      repository  registry host and repository name
#                                      channel     of a golden image: the SSM parameter that holds its newest digest
#                                      tag         of any other image
#                                      digest      where the tag is not tracked
#   PULL_REGISTRIES                  optional: other private ECR registries that are pulled from, separated by spaces

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"

digest_pattern='sha256:[a-f0-9]{64}'
require IMAGE_VERSION '[A-Za-z0-9][A-Za-z0-9.-]{0,63}'
require VARIANTS 'runtime( (dev|debug))*'
require CANDIDATE_REPOSITORY '[a-z0-9.:-]+/[a-z0-9._/-]+'
require CONTAINER_STRUCTURE_TEST_URL 'https://.+'
require CONTAINER_STRUCTURE_TEST_SHA256 '[a-f0-9]{64}'
require CODEBUILD_BUILD_ID '[A-Za-z0-9_-]+:[A-Za-z0-9-]+'
export DOCKER_BUILDKIT=1 BUILDX_NO_DEFAULT_ATTESTATIONS=1

release_tag=$IMAGE_VERSION
build_arguments=()
if [[ -n ${REFRESH_EPOCH-} ]]; then
  require REFRESH_EPOCH '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+Z'
  day=${REFRESH_EPOCH%%T*}
  release_tag+=-${day//-/}
  build_arguments+=(--build-arg "REFRESH_EPOCH=$REFRESH_EPOCH")
fi
# candidate_of VARIANT: its tag says what it is, and the part behind "_" makes it its own: the repository is immutable.
candidate_of() {
  local variant=
  [[ $1 == runtime ]] || variant=-$1
  printf '%s:%s_%s\n' "$CANDIDATE_REPOSITORY" "$release_tag$variant" "${CODEBUILD_BUILD_ID#*:}"
}

download "$CONTAINER_STRUCTURE_TEST_URL" "$CONTAINER_STRUCTURE_TEST_SHA256" "$work/container-structure-test"
chmod +x "$work/container-structure-test"

# log_in REGISTRY: a private ECR registry, whose host name tells its region.
log_in() {
  [[ $1 =~ ^[0-9]{12}\.dkr[.-]ecr(-fips)?\.([a-z0-9-]+)\. ]] || fail "$1 is no private ECR registry"
  say "logging in to $1"
  call_aws ecr:GetAuthorizationToken ecr get-login-password --region "${BASH_REMATCH[2]}" >"$work/password"
  docker login --username AWS --password-stdin "$1" <"$work/password" >/dev/null 2>"$work/docker-error" ||
    fail "docker login to $1 failed: $(one_line "$work/docker-error")"
  rm "$work/password"
}

registry=${CANDIDATE_REPOSITORY%%/*}
log_in "$registry"
for pull_registry in ${PULL_REGISTRIES-}; do
  [[ $pull_registry == "$registry" ]] || log_in "$pull_registry"
done

# field NAME VALUE PATTERN: part of an item of BASES.
field() {
  [[ $2 =~ ^($3)$ ]] || fail "BASES: $1 is '$2'; expected it to match $3"
}

# look_up ARGUMENT NAME REPOSITORY CHANNEL TAG DIGEST: adds the build arguments of one item of BASES.
look_up() {
  local argument=$1 name=$2 repository=$3 channel=$4 tag=$5 digest=$6
  field argument "$argument" 'BASE|STAGE_[1-9][0-9]*'
  field repository "$repository" '[A-Za-z0-9.:-]+/[a-z0-9._/-]+'
  field tag "$tag" '[A-Za-z0-9_.-]*'
  if [[ -n $channel ]]; then
    digest=$(call_aws ssm:GetParameter ssm get-parameter --name "$channel" --query Parameter.Value --output text)
    [[ $digest =~ ^$digest_pattern$ ]] ||
      fail "the parent has no release yet: $channel holds '$digest'; build and release the parent first"
  elif [[ -z $digest ]]; then
    docker pull "$repository:$tag" 2>&1 | tee "$work/pull-log" || fail "docker pull failed: $(registry_reason "$work/pull-log")"
    digest=$(sed -nE "s/^Digest: ($digest_pattern)$/\1/p" "$work/pull-log")
  fi
  field digest "$digest" "$digest_pattern"
  local image=$repository${tag:+:$tag}@$digest
  say "building on $image"
  build_arguments+=(--build-arg "${argument}_IMAGE=$image")
  [[ -z $name ]] || build_arguments+=(--build-arg "${argument}_NAME=$name" --build-arg "${argument}_DIGEST=$digest")
}

jq -r '.[] | [.argument, .name, .repository, .channel, .tag, .digest] | map(. // "") | join("\u001f")' \
  <<<"${BASES:-[]}" >"$work/bases" 2>"$work/jq-error" || fail "BASES is no JSON list: $(one_line "$work/jq-error")"
while IFS=$'\x1f' read -r -u 3 argument name repository channel tag digest; do
  look_up "$argument" "$name" "$repository" "$channel" "$tag" "$digest"
done 3<"$work/bases"

# All of them are built and tested before the first is pushed.
for variant in $VARIANTS; do
  candidate=$(candidate_of "$variant")
  say "building $candidate"
  docker build "${build_arguments[@]}" --target "$variant" --tag "$candidate" --file "$CODEBUILD_SRC_DIR/Dockerfile" "$CODEBUILD_SRC_DIR" 2>&1 |
    tee "$work/build-log" || fail "docker build failed: $(registry_reason "$work/build-log")"
  say "testing $candidate"
  CONTAINER_STRUCTURE_TEST=$work/container-structure-test bash "$(dirname "$0")/test.sh" "$candidate" "$CODEBUILD_SRC_DIR/tests/$variant" ||
    fail "the image tests failed: nothing is pushed"
done

# The image itself comes last: when its push starts its release, the others are there.
for variant in ${VARIANTS#runtime} runtime; do
  candidate=$(candidate_of "$variant")
  say "pushing $candidate"
  docker push "$candidate" 2>&1 | tee "$work/push-log" || fail "docker push failed: $(registry_reason "$work/push-log")"
  digest=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$candidate" |
    grep -oE "^$CANDIDATE_REPOSITORY@$digest_pattern$" | grep -oE "$digest_pattern" | tail -n 1) ||
    fail "docker does not know the digest of $candidate"
  say "candidate $digest is pushed as $candidate"
done
