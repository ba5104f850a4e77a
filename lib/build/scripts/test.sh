#!/usr/bin/env bash
# Tests an image of the engine. Every test is run and has its line; then the run fails if one of them failed.
#
#   test.sh IMAGE FOLDER
#
# The folder holds structure-tests.json, which container-structure-test runs, and container-tests.json.
#
#   CONTAINER_STRUCTURE_TEST  the binary
#   STRUCTURE_TESTS_SECONDS   optional: how long it may take for all of its tests; 900 unless told

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source-path=SCRIPTDIR source=test-files.sh
source "$(dirname "$0")/test-files.sh"
# shellcheck source-path=SCRIPTDIR source=container-tests.sh
source "$(dirname "$0")/container-tests.sh"
# shellcheck source-path=SCRIPTDIR source=image-files.sh
source "$(dirname "$0")/image-files.sh"

[[ $# == 2 ]] || fail "expected IMAGE FOLDER, and was given $# arguments"
image=$1 folder=$2
require CONTAINER_STRUCTURE_TEST '.+'
STRUCTURE_TESTS_SECONDS=${STRUCTURE_TESTS_SECONDS:-900}
require STRUCTURE_TESTS_SECONDS '[1-9][0-9]{0,4}'

total=0
failed=0
# What the run is at, until it has come to its end.
at=
# Process id of container-structure-test, while it runs.
tool=

# report NAME [PROBLEM]: the line of a test; without a problem it passed.
report() {
  total=$((total + 1))
  if [[ -z ${2-} ]]; then
    say "passed: $1"
  else
    failed=$((failed + 1))
    say "FAILED: $1: $2"
  fi
}

# The containers of the image, which are those of container-structure-test too: it cannot label them.
image_containers() {
  engine ps --all --quiet --no-trunc --filter "ancestor=$image"
}

# container-structure-test leaves its container when it is killed.
remove_tool_containers() {
  local leftover
  while IFS= read -r leftover; do remove "$leftover"; done < <(image_containers 2>/dev/null | grep -vxFf "$work/containers-before")
}

clean_up() {
  local leftover
  trap '' HUP INT TERM
  if [[ -n $tool ]]; then
    kill "$tool" 2>/dev/null || true
    wait "$tool" || true
    remove_tool_containers
  fi
  while IFS= read -r leftover; do remove "$leftover"; done < <(engine ps --all --quiet --filter "label=$label" 2>/dev/null)
  rm -rf "$work"
  [[ -z $at ]] || printf '%s: ERROR: the run ended at: %s\n' "$script" "$at" >&2
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# tool_results FILE: of the tool's report, a line "NAME<tab>PROBLEM" for each test; that of a file may have two results.
tool_results() {
  jq -r '
    def name: sub("^(Command|File Existence|File Content) Test: "; "") | sub("^$"; "container-structure-test");
    def problems: if .Pass == true then empty else
        (.Errors // [] | if . == [] then "container-structure-test gives no reason" else .[] end),
        (.Stderr // "" | select(. != "") | "it wrote: " + .)
      end;
    def on_one_line: gsub("[\\s[:cntrl:]]+"; " ") | .[:2000];
    [.Results[] | {name: .Name | name, problems: [problems]}] | group_by(.name)[]
    | .[0].name + "\t" + (map(.problems[]) | join("; ") | on_one_line)' "$1"
}

# run_structure_tests EXPECTED: EXPECTED is the number of results.
run_structure_tests() {
  local expected=$1 status=0 name problem
  # On a file without tests the tool fails.
  if [[ $expected == 0 ]]; then
    say "container-structure-test has nothing to do"
    return
  fi
  at='container-structure-test'
  image_containers >"$work/containers-before"
  # In the background: while bash waits for a command in the foreground it acts on no signal.
  timeout --kill-after=10 "$STRUCTURE_TESTS_SECONDS" "$CONTAINER_STRUCTURE_TEST" test --no-color --output json \
    --image "$image" --config "$folder/structure-tests.json" >"$work/report" 2>"$work/tool-error" &
  tool=$!
  wait "$tool" || status=$?
  tool=
  if [[ $status == 124 || $status == 137 ]]; then
    remove_tool_containers
    report "container-structure-test" "it did not end, expected its $expected results within $STRUCTURE_TESTS_SECONDS seconds"
  elif ! jq -e --argjson expected "$expected" '(.Results | length) == $expected' "$work/report" >/dev/null 2>&1; then
    report "container-structure-test" "it ended with $status ($(one_line "$work/tool-error")), expected $expected results"
  else
    tool_results "$work/report" >"$work/results"
    while IFS=$'\t' read -r name problem; do report "$name" "$problem"; done <"$work/results"
    # Its own verdict counts too: nothing that it calls a failure may pass here.
    [[ $status == 0 || $failed != 0 ]] || report "container-structure-test" "it ended with $status, expected 0"
  fi
}

run_container_tests() {
  local test
  jq -c '.tests[]' "$folder/container-tests.json" >"$work/tests"
  while IFS= read -r test <&3; do
    at=$(jq -r '.name' <<<"$test")
    container_test "$test"
    report "$at" "$problem"
  done 3<"$work/tests"
}

structure_results=$(check_structure_tests "$folder/structure-tests.json")
check_container_tests "$folder/container-tests.json"
engine image inspect "$image" >"$work/image.json" 2>"$work/docker-error" || fail "there is no image $image: $(docker_reason)"
run_structure_tests "$structure_results"
run_container_tests
at=
((failed == 0)) || fail "$failed of $total tests failed"
say "all $total tests passed"
