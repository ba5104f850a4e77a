#!/usr/bin/env bash
# Tests an image on the machine that runs Terraform: fetches the tool, then runs test.sh. Where a test fails, so does the
# apply, and nothing is pushed.
#
#   docker-test.sh IMAGE FOLDER
#
#   CONTAINER_STRUCTURE_TEST_URL     where the tool is downloaded from
#   CONTAINER_STRUCTURE_TEST_SHA256  and what it must be

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"

[[ $# == 2 ]] || fail "expected IMAGE FOLDER, and was given $# arguments"
((BASH_VERSINFO[0] >= 4)) || fail "bash is $BASH_VERSION; expected 4 or later"
for tool in curl docker jq sha256sum tar timeout; do
  command -v "$tool" >/dev/null || fail "$tool is not installed on the machine that runs Terraform"
done
require CONTAINER_STRUCTURE_TEST_URL 'https://.+'
require CONTAINER_STRUCTURE_TEST_SHA256 '[a-f0-9]{64}'

download "$CONTAINER_STRUCTURE_TEST_URL" "$CONTAINER_STRUCTURE_TEST_SHA256" "$work/container-structure-test"
chmod +x "$work/container-structure-test"
CONTAINER_STRUCTURE_TEST=$work/container-structure-test bash "$(dirname "$0")/test.sh" "$1" "$2" ||
  fail 'the image tests failed: nothing is pushed'
