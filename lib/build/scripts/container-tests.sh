# shellcheck shell=bash disable=SC2034,SC2154
# What container-structure-test cannot test. Sourced by test.sh, which sets image, work and test, and reads problem.
# Nothing is run in the image but its own program, so that images without a shell can be tested.

label=golden-image-test=$(basename "$work")

# container_test JSON: runs one test. Afterwards problem says what is wrong with the image; it is empty where nothing is.
container_test() {
  test=$1
  problem='the test did not come to its end'
  case $(value .kind) in
    user) test_user ;;
    metadata) test_metadata ;;
    absent) test_absent ;;
    no-setuid-files) test_no_setuid_files ;;
    max-size) test_max_size ;;
    max-layers) test_max_layers ;;
    listens) test_listens ;;
    read-only) test_read_only ;;
  esac
}

# value FILTER: of the test that is run.
value() {
  jq --exit-status --raw-output "$1" <<<"$test"
}

# found PROBLEM: ends a test; without text nothing was wrong.
found() {
  problem=$1
}

# No call of the engine lasts for ever.
engine() {
  timeout --kill-after=10 "${engine_seconds:-120}" docker "$@"
}

# docker_reason: what the client wrote last to its standard error, without the hint that some versions add.
docker_reason() {
  grep -m 1 '^docker: ' "$work/docker-error" || one_line "$work/docker-error"
}

remove() {
  engine rm --force --volumes "$1" >/dev/null 2>&1 || true
}

test_user() {
  local user expected
  user=$(jq -r '.[0].Config.User // ""' "$work/image.json")
  expected=$(value .userId)
  if [[ $user =~ ^$expected(:[0-9]+)?$ ]]; then
    found ''
  else
    found "the user is '$user', expected '$expected' or '$expected:GROUP_ID'"
  fi
}

test_metadata() {
  local differences
  differences=$(jq -r --argjson test "$test" '
    .[0].Config as $is
    | ($is.Env // [] | map(index("=") as $at | {key: .[:$at], value: .[$at + 1:]}) | from_entries) as $environment
    | ($is.Labels // {}) as $labels
    | $test.metadata
    | def shown: if . == null then "not set" else tojson end;
      def map_differs($noun; $expected; $actual):
        $expected // {} | to_entries[] | select($actual[.key] != .value)
        | "\($noun) \(.key) is \($actual[.key] | shown), expected \(.value | tojson)";
      def set_differs($noun; $expected; $actual):
        ($expected // []) - ($actual // {} | keys) | .[] | "\($noun) \(.) is not declared, expected it to be";
      def differs($noun; $expected; $actual):
        select($expected != null and $expected != $actual) | "\($noun) is \($actual | shown), expected \($expected | tojson)";
      [
        map_differs("environment variable"; .environment; $environment),
        map_differs("label"; .labels; $labels),
        set_differs("port"; .ports; $is.ExposedPorts),
        set_differs("volume"; .volumes; $is.Volumes),
        differs("the entrypoint"; .entrypoint; $is.Entrypoint // []),
        differs("the command"; .command; $is.Cmd // []),
        differs("the working directory"; .workingDirectory; $is.WorkingDir // "")
      ]
    | join("; ")' "$work/image.json")
  found "$differences"
}

test_max_layers() {
  local layers most
  layers=$(jq '.[0].RootFS.Layers | length' "$work/image.json")
  most=$(value .layers)
  if ((layers <= most)); then found ''; else found "there are $layers layers, expected at most $most"; fi
}

# `docker image inspect` tells the unpacked size, but with containerd's image store that of the packed layers. The history
# tells unpacked sizes with both, but is missing for layers whose builder wrote none. The larger one is right, or none is.
test_max_size() {
  local most layers told bytes
  most=$(value .megabytes)
  layers=$(jq '.[0].RootFS.Layers | length' "$work/image.json")
  engine history --human=false --no-trunc --format '{{.Size}}' "$image" >"$work/sizes" 2>"$work/docker-error" || {
    found "docker history failed: $(docker_reason), expected the sizes of the layers"
    return
  }
  told=$(wc -l <"$work/sizes")
  bytes=$(jq -s --slurpfile image "$work/image.json" '[add // 0, $image[0][0].Size] | max' "$work/sizes")
  if ((told < layers)); then
    found "the image's history tells the sizes of $told of its $layers layers, expected all of them"
  elif ((bytes > most * 1000000)); then
    found "the layers have $(jq -n "$bytes / 100000 | ceil / 10") MB, expected at most $most MB"
  else
    found ''
  fi
}

# start ARGUMENT...: starts a container in the background; a failure is the test's problem.
start() {
  container=$(engine run --detach --pull never --label "$label" "$@" 2>"$work/docker-error") || {
    found "the container did not start: $(docker_reason), expected it to start"
    return 1
  }
}

# ended: whether the container has; then how holds its exit code and last words, or that the engine does not know.
ended() {
  local state
  state=$(engine inspect --format '{{if .State.Running}}running{{else}}{{.State.ExitCode}}{{end}}' "$container" 2>"$work/docker-error") || {
    how="docker inspect failed: $(docker_reason)"
    return 0
  }
  [[ $state != running ]] || return 1
  engine logs --tail 20 "$container" >"$work/container-log" 2>&1 || true
  how="it ended with exit code $state ($(one_line "$work/container-log" | tr -d '[:cntrl:]'))"
}

test_listens() {
  local port seconds address deadline container how
  port=$(value .port)
  seconds=$(value .seconds)
  deadline=$((SECONDS + seconds))
  start "$image" || return 0
  # The container's own address: at a published port Docker's proxy answers before the container does.
  address=$(engine inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$container" 2>/dev/null) || true
  while true; do
    # shellcheck disable=SC2016 # the inner shell expands its arguments
    if [[ -n $address ]] && timeout 2 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$address" "$port" 2>/dev/null; then
      found ''
      break
    elif ended; then
      found "$how, expected it to accept a connection on port $port"
      break
    elif ((SECONDS >= deadline)); then
      found "no connection was accepted, expected one on port $port within $seconds seconds"
      break
    fi
    sleep 0.2
  done
  remove "$container"
}

test_read_only() {
  local command options container how status=0
  jq -j '.command[] | . + "\u0000"' <<<"$test" >"$work/command"
  mapfile -d '' -t command <"$work/command"
  options=(--read-only --tmpfs /tmp:mode=1777 --cap-drop ALL --security-opt no-new-privileges --network none)
  if ((${#command[@]} > 0)); then options+=(--entrypoint "${command[0]}"); fi
  start "${options[@]}" "$image" "${command[@]:1}" || return 0
  timeout 5 docker wait "$container" >/dev/null 2>"$work/docker-error" || status=$?
  if [[ $status != 0 && $status != 124 ]]; then
    found "docker wait failed: $(docker_reason), expected it to tell how the container ends"
  elif ended && [[ $how != 'it ended with exit code 0 '* ]]; then
    found "$how, expected it to end with 0 or to run for 5 seconds"
  else
    found ''
  fi
  remove "$container"
}
