#!/usr/bin/env bash
# Releases a candidate: waits for its scan, applies the gate, copies it by digest to the release repository, compares,
# and moves the channel last. Run again after a failure at any point, it ends where the first run would have ended.
#
#   CANDIDATE_DIGEST, CANDIDATE_TAG  the candidate, handed over by the event of its push
#   IMAGE_VERSION                    declared version
#   CANDIDATE_REPOSITORY             where candidates lie: registry host and repository name
#   RELEASE_REPOSITORY               where releases lie, in the same registry
#   CHANNEL_PARAMETERS               for each variant the SSM parameter that holds its newest released digest, as a JSON object
#   CHANNEL_TAGS                     optional: set where the image of a channel carries the channel's name as a tag too
#   BLOCKED_SEVERITIES               severities whose findings keep a candidate back, separated by spaces
#   SCAN_TIMEOUT_SECONDS             how long to wait for the scan
#   SCAN_GATE_REASON                 optional: why the gate is weaker than the default
#   CRANE_URL, CRANE_SHA256          the archive with crane, and what it must be

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"

digest_pattern='sha256:[a-f0-9]{64}'
version_pattern='[A-Za-z0-9][A-Za-z0-9.-]{0,63}'
require CANDIDATE_DIGEST "$digest_pattern"
require CANDIDATE_TAG "$version_pattern(-[0-9]{8})?(-dev|-debug)?_[A-Za-z0-9-]+"
require IMAGE_VERSION "$version_pattern"
require CANDIDATE_REPOSITORY '[a-z0-9.:-]+/[a-z0-9._/-]+'
require CHANNEL_PARAMETERS '\{.+\}'
require RELEASE_REPOSITORY '[a-z0-9.:-]+/[a-z0-9._/-]+'
require BLOCKED_SEVERITIES '[A-Z]+( [A-Z]+)*'
require SCAN_TIMEOUT_SECONDS '[1-9][0-9]{0,4}'
require CRANE_URL 'https://.+'
require CRANE_SHA256 '[a-f0-9]{64}'

registry=${RELEASE_REPOSITORY%%/*}
candidate_name=${CANDIDATE_REPOSITORY#*/}
release_name=${RELEASE_REPOSITORY#*/}

refresh_or_version=${CANDIDATE_TAG%_*}
variant=runtime
if [[ $refresh_or_version =~ -(dev|debug)$ ]]; then
  variant=${BASH_REMATCH[1]}
  refresh_or_version=${refresh_or_version%"-$variant"}
fi
channel=$(jq -er --arg variant "$variant" '.[$variant]' <<<"$CHANNEL_PARAMETERS" 2>"$work/jq-error") ||
  fail "candidate $CANDIDATE_TAG is of variant $variant, which is not declared now: nothing is released"
[[ $channel =~ ^/[a-z0-9/-]+$ ]] || fail "CHANNEL_PARAMETERS has '$channel' for $variant, which is no parameter name"
suffix=
[[ $variant == runtime ]] || suffix=-$variant
[[ $refresh_or_version == "$IMAGE_VERSION" || $(sed -E 's/-[0-9]{8}$//' <<<"$refresh_or_version") == "$IMAGE_VERSION" ]] ||
  fail "candidate $CANDIDATE_TAG is not of version $IMAGE_VERSION, which is declared now: nothing is released"
tagged=$(digest_of "$candidate_name" "imageTag=$CANDIDATE_TAG")
[[ $tagged == "$CANDIDATE_DIGEST" ]] ||
  fail "candidate $CANDIDATE_TAG is '${tagged:-not there}' in $candidate_name; expected $CANDIDATE_DIGEST"

# A refresh of a version that was never released is its first release.
version_digest=$(digest_of "$release_name" "imageTag=$IMAGE_VERSION$suffix")
release_tag=$refresh_or_version$suffix
[[ -n $version_digest && $version_digest != "$CANDIDATE_DIGEST" ]] || release_tag=$IMAGE_VERSION$suffix
released=$(digest_of "$release_name" "imageTag=$release_tag")
[[ -z $released || $released == "$CANDIDATE_DIGEST" ]] ||
  fail "$release_tag is already released as $released, and this candidate is $CANDIDATE_DIGEST: raise the version"

say "waiting for the scan of $CANDIDATE_DIGEST, at most $SCAN_TIMEOUT_SECONDS seconds"
deadline=$((SECONDS + SCAN_TIMEOUT_SECONDS))
while true; do
  if aws ecr describe-image-scan-findings --repository-name "$candidate_name" --image-id "imageDigest=$CANDIDATE_DIGEST" \
    --output json >"$work/findings" 2>"$work/aws-error"; then
    status=$(jq -r '.imageScanStatus.status // "unknown"' "$work/findings")
  elif grep -q ScanNotFoundException "$work/aws-error"; then
    status=PENDING
  else
    fail "ecr:DescribeImageScanFindings failed: $(one_line "$work/aws-error")"
  fi
  case $status in
    COMPLETE | ACTIVE) break ;;
    PENDING | IN_PROGRESS) ;;
    *) fail "the scan ended as $status: nothing is released" ;;
  esac
  left=$((deadline - SECONDS))
  ((left > 0)) || fail "the scan is still $status after $SCAN_TIMEOUT_SECONDS seconds: nothing is released"
  sleep $((left < 10 ? left : 10))
done

# Findings without their counts are no answer: jq fails, and so does the release.
jq -e '.imageScanFindings
  | .findingSeverityCounts // (if .findings == [] or .enhancedFindings == [] then {} else error("no counts") end)' \
  "$work/findings" >"$work/counts" 2>"$work/jq-error" || fail "the scan has no counts of findings: nothing is released"
say "findings: $(jq -c . "$work/counts"); blocking: $BLOCKED_SEVERITIES${SCAN_GATE_REASON:+, because: $SCAN_GATE_REASON}"
for severity in $BLOCKED_SEVERITIES; do
  count=$(jq --arg severity "$severity" '.[$severity] // 0' "$work/counts")
  [[ $count == 0 ]] || fail "the scan found $count $severity: nothing is released"
done

if [[ -n $released ]]; then
  say "$release_tag is already released as $released"
else
  download "$CRANE_URL" "$CRANE_SHA256" "$work/crane.tar.gz"
  tar -xzf "$work/crane.tar.gz" -C "$work" crane
  call_aws ecr:GetAuthorizationToken ecr get-login-password >"$work/password"
  "$work/crane" auth login "$registry" --username AWS --password-stdin <"$work/password" 2>"$work/crane-error" ||
    fail "crane auth login to $registry failed: $(one_line "$work/crane-error")"
  rm "$work/password"
  say "copying $CANDIDATE_REPOSITORY@$CANDIDATE_DIGEST to $RELEASE_REPOSITORY:$release_tag"
  "$work/crane" copy "$CANDIDATE_REPOSITORY@$CANDIDATE_DIGEST" "$RELEASE_REPOSITORY:$release_tag" 2>"$work/crane-error" ||
    fail "crane copy failed: $(registry_reason "$work/crane-error")"
  released=$(digest_of "$release_name" "imageTag=$release_tag")
  [[ $released == "$CANDIDATE_DIGEST" ]] ||
    fail "the copy is '$released' and the candidate is $CANDIDATE_DIGEST: the channel stands"
  say "$RELEASE_REPOSITORY:$release_tag is $released, as the candidate"
fi

# tag_channel: gives the release the name of its channel as a tag, which no other image then has.
tag_channel() {
  local tag=${channel##*/} tagged
  [[ -n ${CHANNEL_TAGS-} ]] || return 0
  tagged=$(digest_of "$release_name" "imageTag=$tag")
  [[ $tagged != "$CANDIDATE_DIGEST" ]] || return 0
  call_aws ecr:BatchGetImage ecr batch-get-image --repository-name "$release_name" --image-ids "imageDigest=$CANDIDATE_DIGEST" \
    --query 'images[0]' --output json >"$work/image"
  jq -rj .imageManifest "$work/image" >"$work/manifest"
  call_aws ecr:PutImage ecr put-image --repository-name "$release_name" --image-tag "$tag" --image-digest "$CANDIDATE_DIGEST" \
    --image-manifest "file://$work/manifest" --image-manifest-media-type "$(jq -r .imageManifestMediaType "$work/image")" >/dev/null
  say "$RELEASE_REPOSITORY:$tag is $CANDIDATE_DIGEST"
}

current=$(call_aws ssm:GetParameter ssm get-parameter --name "$channel" --query Parameter.Value --output text)
if [[ $current == "$CANDIDATE_DIGEST" ]]; then
  tag_channel
  say "$channel holds $CANDIDATE_DIGEST already"
  exit
fi
# Events can arrive out of order: a channel never goes back to an older candidate. One that expired is older.
current_candidate=
if [[ $current =~ ^$digest_pattern$ ]]; then
  current_candidate=$(digest_of "$candidate_name" "imageDigest=$current")
fi
if [[ -n $current_candidate ]]; then
  newest=$(call_aws ecr:DescribeImages ecr describe-images --repository-name "$candidate_name" \
    --image-ids "imageDigest=$current" "imageDigest=$CANDIDATE_DIGEST" \
    --query 'sort_by(imageDetails,&imagePushedAt)[-1].imageDigest' --output text)
  if [[ $newest == "$current" ]]; then
    say "$channel stands: it holds $current, which was pushed after $CANDIDATE_DIGEST"
    exit
  fi
fi
call_aws ssm:PutParameter ssm put-parameter --name "$channel" --value "$CANDIDATE_DIGEST" --overwrite >/dev/null
# The tag second: should this run end here, the new image is too young for a lifecycle rule, and the old one is in no channel.
tag_channel
say "released $RELEASE_REPOSITORY:$release_tag as $CANDIDATE_DIGEST; $channel moved from $current"
