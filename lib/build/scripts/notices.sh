# shellcheck shell=bash
# What people should know though no build failed. Sourced by build.sh, which calls it on scheduled runs, before it looks
# whether there is anything to build. What was told is noted, so that each is told once, or once a week.
# shellcheck disable=SC2034,SC2154 # set by build.sh; not all fields of a pin are used

WEEK=604800
# Between two daily checks, with an hour for one that begins late.
DAY_OF_CHECKS=82800

write_notices() {
  ! cmp -s "$work/notices" "$work/notices-before" || return 0
  put_parameter "$NOTICES_PARAMETER" "$(cat "$work/notices")"
}

# told_lately KEY: whether that was told within a week.
told_lately() {
  jq -e --arg key "$1" --argjson now "$(date +%s)" --argjson week "$WEEK" '.[$key] | type == "number" and $now - . < $week' \
    "$work/notices" >/dev/null
}

# note KEY VALUE: VALUE is JSON.
note() {
  jq -c --arg key "$1" --argjson value "$2" '.[$key] = $value' "$work/notices" >"$work/notices-new"
  mv "$work/notices-new" "$work/notices"
}

# forget KEY
forget() {
  jq -c --arg key "$1" 'del(.[$key])' "$work/notices" >"$work/notices-new"
  mv "$work/notices-new" "$work/notices"
}

# note_due: since which check a release is due. Leaves in $overdue whether that was an earlier one: what this run is to build has had no
# time yet. An image with nothing to release is none that was not released, however old it is.
note_due() {
  local changed since
  changed=$(what_changed "$(patch_limit)")
  overdue=
  if [[ -z $changed ]]; then
    forget dueSince
    return
  fi
  since=$(jq -r --slurpfile last "$work/last-release" '(try ($last[0].releasedAt | fromdateiso8601) catch 0) as $released
    | .dueSince | numbers | select(. > $released)' "$work/notices")
  if [[ -z $since ]]; then
    note dueSince "$(date +%s)"
  elif (($(date +%s) - since >= DAY_OF_CHECKS)); then
    overdue=yes
  fi
}

# days_until DAY: negative where it is over.
days_until() {
  printf '%s\n' $((($(date --utc --date "$1" +%s) - $(date +%s)) / 86400))
}

# An image that is pinned stays what it is: people decide when to follow its tag. A registry that does not answer is no news.
tell_of_moved_pins() {
  local argument name repository channel tag digest now
  while IFS=$'\x1f' read -r -u 3 argument name repository channel tag digest; do
    need_crane
    if ! now=$(tag_digest "$repository" "$tag"); then
      say "what $repository:$tag is now could not be looked up: $(registry_reason "$work/crane-error")"
      continue
    fi
    [[ $now != "$digest" ]] || continue
    say "$repository:$tag moved to $now; the declaration pins $digest"
    [[ $(jq -r --arg key "moved $argument" '.[$key] // ""' "$work/notices") != "$now" ]] || continue
    jq -n --arg image "$IMAGE_NAME" --arg tag "$repository:$tag" --arg pinned "$digest" --arg now "$now" '{
      message: "\($tag), which golden image \($image) is built on, moved upstream.\nPinned: \($pinned)\nNow: \($now)\nWhat to do: read what changed, put the new digest into the declaration, raise its version and apply. Until then the pinned image gets the distribution'"'"'s updates with each refresh, where it has a package manager.",
      reference: $tag, digest: $now, previousDigest: $pinned}' >"$work/notice"
    put_event 'Golden Image Upstream Moved' "$work/notice"
    note "moved $argument" "\"$now\""
  done 3<"$work/pins"
}

tell_of_support() {
  [[ -n ${SUPPORT_ENDS-} ]] || return 0
  require SUPPORT_ENDS '[0-9]{4}-[0-9]{2}-[0-9]{2}'
  require SUPPORT_NOTICE_DAYS '[0-9]{1,4}'
  local days
  days=$(days_until "$SUPPORT_ENDS")
  ((days <= SUPPORT_NOTICE_DAYS)) || return 0
  say "support of what the image is built on ends on $SUPPORT_ENDS: $days days"
  ! told_lately supportEnding || return 0
  jq -n --arg image "$IMAGE_NAME" --arg ends "$SUPPORT_ENDS" --argjson days "$days" '{
    message: "Support of what golden image \($image) is built on \(if $days < 0 then "ended" else "ends" end) on \($ends)\(if $days < 0 then "" else ", in \($days) days" end).\nWhat it means: after that day nobody upstream mends its vulnerabilities, and refreshes bring nothing.\nWhat to do: declare an image on the next major version beside this one, and tell the teams to move.",
    supportEnds: $ends, days: $days}' >"$work/notice"
  put_event 'Golden Image Support Ending' "$work/notice"
  note supportEnding "$(date +%s)"
}

tell_of_no_release() {
  require RELEASE_NOTICE_DAYS '[1-9][0-9]{0,3}'
  local released days
  released=$(jq -r '.releasedAt // empty' "$work/last-release")
  # What was never released is waited for since the first check of it.
  [[ -n $released || -n $(jq -r '.firstCheckAt // empty' "$work/notices") ]] || note firstCheckAt "\"$(date --utc +%FT%TZ)\""
  days=$((-$(days_until "${released:-$(jq -r .firstCheckAt "$work/notices")}")))
  note_due
  [[ -n $overdue ]] && ((days >= RELEASE_NOTICE_DAYS)) || return 0
  say "nothing was released for $days days"
  ! told_lately notReleased || return 0
  jq -n --arg image "$IMAGE_NAME" --arg released "$released" --argjson days "$days" '{
    message: "Nothing of golden image \($image) was released for \($days) days, \(if $released == "" then "nor ever before" else "the last time on \($released)" end).\nWhat it means: teams get \(if $released == "" then "nothing" else "no patches" end) from it.\nWhat to do: look at the log of its last builds and releases: a build that fails, a gate that refuses, or a schedule that does not run.",
    releasedAt: (if $released == "" then null else $released end), days: $days}' >"$work/notice"
  put_event 'Golden Image Not Released' "$work/notice"
  note notReleased "$(date +%s)"
}

tell_people() {
  cp "$work/notices" "$work/notices-before"
  tell_of_moved_pins
  tell_of_support
  tell_of_no_release
  write_notices
}
