# shellcheck shell=bash
# Whether there is anything to build. Sourced by build.sh; a run that a person started is never asked.
# shellcheck disable=SC2154 # set by build.sh

# The last release, as release.sh wrote it down, which a build cannot; and what people were told, where it is noted. In one call,
# which is most of the time that a run with nothing to do takes.
read_notes() {
  local names=("$LAST_RELEASE_PARAMETER" ${NOTICES_PARAMETER:+"$NOTICES_PARAMETER"})
  call_aws ssm:GetParameters ssm get-parameters --names "${names[@]}" --query Parameters --output json >"$work/notes"
  note_named "$LAST_RELEASE_PARAMETER" >"$work/last-release" || fail "$LAST_RELEASE_PARAMETER is not there, or holds no JSON object"
  note_named "${NOTICES_PARAMETER-}" >"$work/notices" || printf '{}\n' >"$work/notices"
}

# note_named NAME: the JSON object that a parameter holds.
note_named() {
  jq -ce --arg name "$1" '.[] | select(.Name == $name) | .Value | fromjson | objects' "$work/notes" 2>/dev/null
}

# The days that patches may be old. None for an image without a package manager, which gets those of its base alone.
patch_limit() {
  if grep -q '^ARG REFRESH_EPOCH' "$CODEBUILD_SRC_DIR/Dockerfile"; then echo "$REFRESH_AFTER_DAYS"; else echo null; fi
}

# what_changed LIMIT: what differs from the last release, in words; nothing where nothing does. A time in the future is no
# age: it is built.
what_changed() {
  jq -r --arg declaration "$DECLARATION_HASH" --argjson bases "$bases" --argjson now "$(date +%s)" --argjson limit "$1" '
    def day: 86400;
    (try (.refreshedAt | fromdateiso8601) catch null) as $refreshed
    | . as $last
    | if .digest == null then "nothing is released yet"
      elif .declaration != $declaration then "the declaration changed"
      elif .bases != $bases then
        "what it is built on moved: " + ([$bases | to_entries[] | select(.value != $last.bases[.key]) | .key] | join(", "))
      elif $limit == null then empty
      elif $refreshed == null or $refreshed > $now + 300 then "the age of the patches is not known"
      elif $now - $refreshed >= $limit * day then "the patches are \(($now - $refreshed) / day | floor) days old, and \($limit) are allowed"
      else empty end' "$work/last-release"
}

# same_inputs: a candidate of the same declaration, bases and refresh; the newest, with the time of its push.
same_inputs() {
  call_aws ecr:DescribeImages ecr describe-images --repository-name "${CANDIDATE_REPOSITORY#*/}" --filter tagStatus=TAGGED --output json |
    jq -r --arg part "_$inputs-$arch-" '[.imageDetails[] | {imagePushedAt, tag: (.imageTags[] | select(contains($part)))}]
      | sort_by(.imagePushedAt) | last // empty | "\(.tag), pushed at \(.imagePushedAt)"'
}

# Ends the run, in one line, if it would build what is there.
stop_if_nothing_changed() {
  local limit changed twin
  limit=$(patch_limit)
  changed=$(what_changed "$limit")
  if [[ -z $changed ]]; then
    stop "nothing to do: $(jq -r --argjson limit "$limit" '"declaration and bases are those of \(.tag), released as \(.digest)"
      + if $limit == null then "" else ", and its patches are of \(.refreshedAt) (limit: \($limit) days)" end' "$work/last-release")"
  fi
  twin=$(same_inputs)
  [[ -z $twin ]] || stop "nothing to do: $twin, was built from the same inputs; it waits for its release, or was refused"
  say "building, because $changed"
}
