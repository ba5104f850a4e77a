# shellcheck shell=bash
# Shared by build.sh, app-build.sh, admit.sh, test.sh, release.sh and scan-gate.sh, which source it. Data comes in by environment and files only.

set -euo pipefail

script=$(basename "$0" .sh)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck disable=SC2034 # read by those who source this file
digest_pattern='sha256:[a-f0-9]{64}'

say() {
  printf '%s: %s\n' "$script" "$*"
}

# Ends the run with one line that says why.
fail() {
  printf '%s: ERROR: %s\n' "$script" "$*" >&2
  exit 1
}

# stop MESSAGE: ends the run with one line; there is nothing left to do.
stop() {
  say "$*"
  exit 0
}

# require NAME PATTERN: the environment variable must be set and match the whole extended regular expression.
require() {
  local value=${!1-}
  [[ $value =~ ^($2)$ ]] || fail "environment variable $1 is '$value'; expected it to match $2"
}

# one_line FILE: the last line with text, which is where tools put their reason.
one_line() {
  grep -v '^[[:space:]]*$' "$1" | tail -n 1 || true
}

# registry_reason FILE: the same for what a registry's client wrote. A refused HEAD request has no body, and so no action.
registry_reason() {
  local line
  line=$(one_line "$1")
  if [[ $line =~ (403\ Forbidden|HTTP\ 403) && $line != *ecr:* ]]; then
    line+=' (a HEAD request was refused: ecr:BatchCheckLayerAvailability for a layer, ecr:BatchGetImage for a manifest)'
  fi
  printf '%s\n' "$line"
}

# call_aws ACTION ARGUMENT...: runs the AWS CLI and prints what it prints; a failure names the IAM action.
call_aws() {
  local action=$1
  shift
  aws "$@" 2>"$work/aws-error" || fail "$action failed: $(one_line "$work/aws-error")"
}

# put_parameter NAME VALUE: parameters that are shared with other accounts are of the advanced tier and stay so, and a request that
# names no tier is one for the account's default (Systems Manager user guide, "Specifying a default parameter tier").
put_parameter() {
  local put=(ssm put-parameter --name "$1" --value "$2" --overwrite)
  if aws "${put[@]}" >/dev/null 2>"$work/aws-error"; then return; fi
  grep -q 'uses the advanced-parameter tier' "$work/aws-error" || fail "ssm:PutParameter failed: $(one_line "$work/aws-error")"
  call_aws ssm:PutParameter "${put[@]}" --tier Advanced >/dev/null
}

# digest_of REPOSITORY_NAME IMAGE_ID: the digest of an image such as imageTag=1.0.0; nothing where there is none.
digest_of() {
  if aws ecr describe-images --repository-name "$1" --image-ids "$2" \
    --query 'imageDetails[0].imageDigest' --output text 2>"$work/aws-error"; then
    return
  fi
  grep -q ImageNotFoundException "$work/aws-error" || fail "ecr:DescribeImages failed: $(one_line "$work/aws-error")"
}

# get_manifest REPOSITORY_NAME DIGEST: leaves the manifest of an image in $work/manifest, and its type in $work/media-type.
get_manifest() {
  call_aws ecr:BatchGetImage ecr batch-get-image --repository-name "$1" --image-ids "imageDigest=$2" \
    --query 'images[0]' --output json >"$work/image"
  jq -rj .imageManifest "$work/image" >"$work/manifest"
  jq -rj .imageManifestMediaType "$work/image" >"$work/media-type"
}

# download URL SHA256 FILE: a file that is not what was pinned is never used. A connection that ends is tried again, too.
download() {
  say "downloading $1"
  curl --fail --silent --show-error --location --retry 3 --retry-all-errors --proto '=https' --output "$3" "$1" 2>"$work/curl-error" ||
    fail "download of $1 failed: $(one_line "$work/curl-error")"
  local actual
  actual=$(sha256sum "$3" | cut -d ' ' -f 1)
  [[ $actual == "$2" ]] || fail "checksum of $1 is $actual; expected $2"
}

# unpack ARCHIVE PROGRAM: a program out of an archive that was downloaded. What comes behind it is not read.
unpack() {
  mkdir -p "$work/bin"
  tar --occurrence=1 -xzf "$1" -C "$work/bin" "$2" 2>"$work/tar-error" || fail "unpacking $2 failed: $(one_line "$work/tar-error")"
  rm "$1"
}

# need_crane: downloads crane when it is first needed.
need_crane() {
  [[ ! -x $work/bin/crane ]] || return 0
  download "$CRANE_URL" "$CRANE_SHA256" "$work/crane.tar.gz"
  unpack "$work/crane.tar.gz" crane
}

crane() {
  "$work/bin/crane" "$@"
}
