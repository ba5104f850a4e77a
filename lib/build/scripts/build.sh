#!/usr/bin/env bash
# Builds a candidate from the context in CODEBUILD_SRC_DIR, tests it and pushes it to the candidate repository. It can
# release nothing.
#
#   IMAGE_VERSION                    declared version
#   CANDIDATE_REPOSITORY             where candidates are pushed: registry host and repository name
#   CONTAINER_STRUCTURE_TEST_URL     where the tool is downloaded from
#   CONTAINER_STRUCTURE_TEST_SHA256  and what it must be
#   REFRESH_EPOCH                    optional: the time of a scheduled refresh, such as 2026-11-24T03:00:00Z
#   BASE_REPOSITORY                  only on a golden image: the parent's release repository
#   BASE_CHANNEL_PARAMETER           and the SSM parameter that holds its newest digest

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"

digest_pattern='sha256:[a-f0-9]{64}'
require IMAGE_VERSION '[A-Za-z0-9][A-Za-z0-9.-]{0,63}'
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
# The part behind "_" makes each candidate's tag its own: the candidate repository is immutable.
candidate=$CANDIDATE_REPOSITORY:${release_tag}_${CODEBUILD_BUILD_ID#*:}

download "$CONTAINER_STRUCTURE_TEST_URL" "$CONTAINER_STRUCTURE_TEST_SHA256" "$work/container-structure-test"
chmod +x "$work/container-structure-test"

registry=${CANDIDATE_REPOSITORY%%/*}
say "logging in to $registry"
call_aws ecr:GetAuthorizationToken ecr get-login-password >"$work/password"
docker login --username AWS --password-stdin "$registry" <"$work/password" >/dev/null 2>"$work/docker-error" ||
  fail "docker login to $registry failed: $(one_line "$work/docker-error")"
rm "$work/password"

if [[ -n ${BASE_CHANNEL_PARAMETER-} ]]; then
  require BASE_REPOSITORY '[a-z0-9.:-]+/[a-z0-9._/-]+'
  base_digest=$(call_aws ssm:GetParameter ssm get-parameter --name "$BASE_CHANNEL_PARAMETER" --query Parameter.Value --output text)
  [[ $base_digest =~ ^$digest_pattern$ ]] ||
    fail "the parent has no release yet: $BASE_CHANNEL_PARAMETER holds '$base_digest'; build and release the parent first"
  say "building on $BASE_REPOSITORY@$base_digest"
  build_arguments+=(
    --build-arg "BASE_IMAGE=$BASE_REPOSITORY@$base_digest"
    --build-arg "BASE_NAME=$BASE_REPOSITORY"
    --build-arg "BASE_DIGEST=$base_digest"
  )
fi

say "building $candidate"
docker build "${build_arguments[@]}" --tag "$candidate" --file "$CODEBUILD_SRC_DIR/Dockerfile" "$CODEBUILD_SRC_DIR" 2>&1 |
  tee "$work/build-log" || fail "docker build failed: $(registry_reason "$work/build-log")"

say "testing $candidate"
timeout 900 "$work/container-structure-test" test --no-color --image "$candidate" --config "$CODEBUILD_SRC_DIR/structure-tests.json" ||
  fail "the image tests failed: nothing is pushed"

say "pushing $candidate"
docker push "$candidate" 2>&1 | tee "$work/push-log" || fail "docker push failed: $(registry_reason "$work/push-log")"

digest=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$candidate" |
  grep -oE "^$CANDIDATE_REPOSITORY@$digest_pattern$" | grep -oE "$digest_pattern" | tail -n 1) ||
  fail "docker does not know the digest of $candidate"
say "candidate $digest is pushed as $candidate"
