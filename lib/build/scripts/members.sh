# shellcheck shell=bash
# What is released: one candidate for each platform, joined in an OCI index where there are several. Sourced by release.sh;
# leaves their digests in the associative array $members, by architecture, and the digest to release in $subject.
# shellcheck disable=SC2034,SC2154 # set and read by release.sh

# find_members DIGEST ARCH PREFIX: the candidates that belong together. Nothing is released before the last of them is there.
find_members() {
  local digest=$1 arch=$2 prefix=$3 other found
  members=(["$arch"]=$digest)
  [[ $PLATFORMS != "linux/$arch" ]] || return 0
  call_aws ecr:DescribeImages ecr describe-images --repository-name "$candidate_name" --filter tagStatus=TAGGED --output json >"$work/candidates"
  for other in $PLATFORMS; do
    other=${other#*/}
    [[ $other != "$arch" ]] || continue
    found=$(jq -r --arg prefix "$prefix-$other-" '[.imageDetails[] | select(any(.imageTags[]; startswith($prefix)))]
      | sort_by(.imagePushedAt) | last | .imageDigest // empty' "$work/candidates")
    [[ $found =~ ^$digest_pattern$ ]] || stop "waiting for the candidate of linux/$other, $prefix-$other-…: nothing is released before it is there"
    members["$other"]=$found
  done
}

# check_member ARCH: a member is for the platform that its tag says, and of the declaration that is applied now.
check_member() {
  local arch=$1 digest=${members[$1]} platform declaration
  crane config "$CANDIDATE_REPOSITORY@$digest" >"$work/config-$arch" 2>"$work/crane-error" ||
    fail "crane config failed: $(registry_reason "$work/crane-error")"
  platform=$(jq -r '"\(.os)/\(.architecture)"' "$work/config-$arch")
  [[ $platform == "linux/$arch" ]] || fail "candidate $digest is of $platform; expected linux/$arch: nothing is released"
  declaration=$(jq -r '.config.Labels["io.github.cdktf-golden-image.declaration"] // "none"' "$work/config-$arch")
  [[ $declaration == "$DECLARATION_HASH" ]] ||
    fail "candidate $digest is of declaration $declaration; $DECLARATION_HASH is applied now: nothing is released"
}

# join_members: the index of all members, always the same bytes for the same members.
join_members() {
  local platform arch
  if [[ ${#members[@]} == 1 ]]; then
    subject=${members[*]}
    return
  fi
  : >"$work/entries-of-index"
  for platform in $PLATFORMS; do
    arch=${platform#*/}
    get_manifest "$candidate_name" "${members[$arch]}"
    jq -cn --arg arch "$arch" --arg digest "${members[$arch]}" --arg type "$(cat "$work/media-type")" --argjson size "$(wc -c <"$work/manifest")" \
      '{mediaType: $type, $digest, $size, platform: {architecture: $arch, os: "linux"}}' >>"$work/entries-of-index"
  done
  jq -cjs '{schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: .}' "$work/entries-of-index" >"$work/index"
  subject=sha256:$(sha256sum "$work/index" | cut -d ' ' -f 1)
}

# put_image TAG: gives what is released a tag, or with an empty one puts the index without; what is there already is no error.
put_image() {
  local tag=$1 problem
  if [[ ${#members[@]} == 1 ]]; then
    get_manifest "$release_name" "$subject"
  else
    cp "$work/index" "$work/manifest"
    printf '%s\n' application/vnd.oci.image.index.v1+json >"$work/media-type"
  fi
  if aws ecr put-image --repository-name "$release_name" ${tag:+--image-tag "$tag"} --image-digest "$subject" \
    --image-manifest "file://$work/manifest" --image-manifest-media-type "$(cat "$work/media-type")" \
    >/dev/null 2>"$work/aws-error"; then
    return
  fi
  problem=$(one_line "$work/aws-error")
  [[ $problem != *ImageAlreadyExistsException* ]] || return 0
  # A run beside this one may have given the tag to the same image.
  [[ -n $tag && $problem == *ImageTagAlreadyExistsException* && $(digest_of "$release_name" "imageTag=$tag") == "$subject" ]] ||
    fail "ecr:PutImage failed: $problem"
}

# copy_members: into the release repository, by digest and without a tag, where nobody finds them yet.
copy_members() {
  local arch digest copied
  for arch in "${!members[@]}"; do
    digest=${members[$arch]}
    say "copying $CANDIDATE_REPOSITORY@$digest to $RELEASE_REPOSITORY"
    crane copy "$CANDIDATE_REPOSITORY@$digest" "$RELEASE_REPOSITORY@$digest" >"$work/crane-error" 2>&1 ||
      fail "crane copy failed: $(registry_reason "$work/crane-error")"
    copied=$(digest_of "$release_name" "imageDigest=$digest")
    [[ $copied == "$digest" ]] || fail "the copy of $digest is not in $release_name: the channel stands"
  done
  [[ ${#members[@]} == 1 ]] || put_image ''
}
