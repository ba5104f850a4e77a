# shellcheck shell=bash
# What the Docker engine does with a private ECR registry and behind a proxy. Sourced by build.sh, admit.sh and app-build.sh.
# shellcheck disable=SC2034,SC2154 # what is read by those, and what common.sh sets

# log_in REGISTRY: its host name tells its region.
log_in() {
  [[ $1 =~ ^[0-9]{12}\.dkr[.-]ecr(-fips)?\.([a-z0-9-]+)\. ]] || fail "$1 is no private ECR registry"
  say "logging in to $1"
  call_aws ecr:GetAuthorizationToken ecr get-login-password --region "${BASH_REMATCH[2]}" >"$work/password"
  docker login --username AWS --password-stdin "$1" <"$work/password" >/dev/null 2>"$work/docker-error" ||
    fail "docker login to $1 failed: $(one_line "$work/docker-error")"
  rm "$work/password"
}

# push IMAGE: the engine asks the registry again for a layer, and not for a manifest. What is refused stays refused: a
# right that is missing, or a tag that is taken. A digest can hold any digits, so it is the words that tell.
push() {
  local attempt reason refusals='403 Forbidden|HTTP 403|denied|not authorized|tag invalid'
  for attempt in 1 2 3; do
    if docker push "$1" 2>&1 | tee "$work/push-log"; then return; fi
    reason=$(registry_reason "$work/push-log")
    [[ $attempt != 3 && ! $reason =~ $refusals ]] || fail "docker push failed: $reason"
    say "pushing $1 again: $reason"
    sleep $((attempt * 3))
  done
}

# hand_over_proxies: adds the proxies of the environment to $build_arguments, by name: Docker takes their values from there.
hand_over_proxies() {
  local proxy
  for proxy in HTTP_PROXY HTTPS_PROXY NO_PROXY http_proxy https_proxy no_proxy; do
    [[ -z ${!proxy-} ]] || build_arguments+=(--build-arg "$proxy")
  done
}
