# shellcheck shell=bash
# Moves a channel, and tells of it. Sourced by release.sh.
# shellcheck disable=SC2154 # set by release.sh

# candidate_behind DIGEST: the candidate that a release was made of: itself, or the first member of an index.
candidate_behind() {
  get_manifest "$release_name" "$1"
  jq -r --arg digest "$1" '.manifests[0].digest // $digest' "$work/manifest"
}

# is_newer DIGEST: whether what a channel holds was pushed as a candidate after ours. One that expired is older. It is called
# as a condition, in which Bash goes on after a failure: what cannot be told ends the run here, or the channel would go back.
is_newer() {
  local theirs ours=${members[$arch]} there first
  theirs=$(candidate_behind "$1") || exit 1
  there=$(digest_of "$candidate_name" "imageDigest=$theirs") || exit 1
  [[ -n $there && $theirs != "$ours" ]] || return 1
  first=$(call_aws ecr:DescribeImages ecr describe-images --repository-name "$candidate_name" \
    --image-ids "imageDigest=$theirs" "imageDigest=$ours" \
    --query 'sort_by(imageDetails,&imagePushedAt)[-1].imageDigest' --output text) || exit 1
  [[ $first == "$theirs" ]]
}

# tag_channel: gives the release the name of its channel as a tag, which no other image then has.
tag_channel() {
  local tag=${channel##*/} tagged
  [[ -n ${CHANNEL_TAGS-} ]] || return 0
  tagged=$(digest_of "$release_name" "imageTag=$tag")
  [[ $tagged != "$subject" ]] || return 0
  put_image "$tag"
  say "$RELEASE_REPOSITORY:$tag is $subject"
}

# package_list SBOM: one "name version" a line. The image itself, which stands among its packages, is none.
package_list() {
  jq -r '.packages[] | select(.primaryPackagePurpose != "CONTAINER") | select(any(.externalRefs[]?; .referenceType == "purl")) | "\(.name)\t\(.versionInfo // "")"' "$1" | sort -u
}

# package_difference PREVIOUS: what came, went and changed since the previous release, for the first platform, as JSON in
# $work/difference.
package_difference() {
  local first=${PLATFORMS%% *}
  first=${first#*/}
  [[ -f $work/sbom-$first ]] || sbom "$RELEASE_REPOSITORY@${members[$first]}" "$work/sbom-$first"
  package_list "$work/sbom-$first" >"$work/packages-now"
  sbom "$RELEASE_REPOSITORY@$(candidate_behind "$1")" "$work/sbom-before"
  package_list "$work/sbom-before" >"$work/packages-before"
  jq -n --rawfile now "$work/packages-now" --rawfile before "$work/packages-before" '
    def versions: split("\n") | map(select(. != "") | split("\t")) | group_by(.[0])
      | map({key: .[0][0], value: (map(.[1]) | join(", "))}) | from_entries;
    ($now | versions) as $now | ($before | versions) as $before
    | {added: [$now | to_entries[] | select($before[.key] == null) | "\(.key) \(.value)"],
       removed: [$before | to_entries[] | select($now[.key] == null) | "\(.key) \(.value)"],
       changed: [$now | to_entries[] | select($before[.key] != null and $before[.key] != .value) | "\(.key) \($before[.key]) → \(.value)"]}' \
    >"$work/difference"
}

# tell_of_release PREVIOUS: the event first and the note second, so that a run that ends between them tells it again. What
# was deleted since cannot be compared with.
tell_of_release() {
  local previous=$1 there=
  [[ $(jq -r '.digest // ""' "$work/last-release") != "$subject" ]] || return 0
  if [[ -n $previous ]]; then there=$(digest_of "$release_name" "imageDigest=$previous"); fi
  if [[ -n $there ]]; then
    package_difference "$previous"
  else
    printf '{"added": [], "removed": [], "changed": []}\n' >"$work/difference"
  fi
  jq -n --arg image "$IMAGE_NAME" --arg tag "$release_tag" --arg digest "$subject" --arg previous "$previous" --arg variant "$variant" \
    --arg channel "$channel" --arg uri "$RELEASE_REPOSITORY" --arg there "$there" --slurpfile difference "$work/difference" '
    $difference[0] as $packages |
    def some: if length > 20 then .[:20] + ["and \(length - 20) more"] else . end;
    def part($name): .[$name] | if length == 0 then "" else "\n\($name): \(some | join(", "))" end;
    {variant: $variant, tag: $tag, digest: $digest, previousDigest: (if $previous == "" then null else $previous end), channel: $channel,
     packages: ($packages | map_values(some)),
     message: ("Golden image \($image) \($tag) is released, and in channel \($channel | split("/") | last).\n\($uri)@\($digest)"
       + (if $previous == "" then "\nIt is the first release in this channel."
          elif $there == "" then "\nIt follows \($previous), which is no longer in the repository: there is nothing to compare its packages with."
          else "\nSince \($previous):" + ($packages | if . == {added: [], removed: [], changed: []} then " the same packages"
            else part("changed") + part("added") + part("removed") end) end)
       + "\nWhat to do: nothing; teams get it with their next plan.") | .[:2000]}' >"$work/released"
  put_event 'Golden Image Released' "$work/released"
  local candidates=() each
  for each in "${!members[@]}"; do candidates+=("$each=${members[$each]}"); done
  jq -cn --arg digest "$subject" --arg tag "$release_tag" --arg declaration "$DECLARATION_HASH" --arg now "$(date --utc +%Y-%m-%dT%H:%M:%SZ)" \
    --slurpfile config "$work/config-$arch" '
    ($config[0].config.Labels // {}) as $labels
    | {digest: $digest, tag: $tag, declaration: $declaration, bases: ($labels["io.github.cdktf-golden-image.bases"] // "{}" | fromjson),
       lineage: ($labels["io.github.cdktf-golden-image.lineage"] // "null" | fromjson),
       refreshedAt: ($labels["io.github.cdktf-golden-image.refreshed"] | if . == null or . == "" then $now else . end), releasedAt: $now,
       candidates: ($ARGS.positional | map(split("=") | {(.[0]): .[1]}) | add)}' --args "${candidates[@]}" >"$work/note" 2>"$work/jq-error" ||
    fail "the labels of the candidate are not what a build writes: $(one_line "$work/jq-error")"
  put_parameter "$last_release" "$(cat "$work/note")"
}
