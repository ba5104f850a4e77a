#!/usr/bin/env bash
# Releases a candidate: waits for its scan, applies the gate, copies it by digest to the release repository, signs it,
# gives it its tag, and moves the channel last. Run again after a failure at any point, it ends where the first run would
# have ended.
#
#   NAMESPACE, IMAGE_NAME            whose image, and which
#   CANDIDATE_DIGEST, CANDIDATE_TAG  the candidate, handed over by the event of its push
#   IMAGE_VERSION                    declared version
#   DECLARATION_HASH                 SHA-256 of the build context that is applied now
#   SCRIPTS_HASH                     SHA-256 of these scripts
#   PLATFORMS                        platforms that a release has, separated by spaces: the order of its index
#   BASES, PINS                      optional: what is built on, as build.sh has it
#   CANDIDATE_REPOSITORY             where candidates lie: registry host and repository name
#   RELEASE_REPOSITORY               where releases lie, in the same registry
#   CHANNELS                         for each variant the SSM parameter that holds its newest released digest (channel) and
#                                    the one in which its last release is written down (lastRelease), as a JSON object
#   CHANNEL_TAGS                     optional: set where the image of a channel carries the channel's name as a tag too
#   SCAN_GATE, SCAN_TIMEOUT_SECONDS  what scan-gate.sh decides by, and how long it waits for the scan
#   SIGNING_KEY_ARN                  the key in KMS that signs
#   CRANE_URL, CRANE_SHA256, COSIGN_URL, COSIGN_SHA256, SYFT_URL, SYFT_SHA256
#                                    where the tools are downloaded from, and what they must be

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source=events.sh
source "$(dirname "$0")/events.sh"
# shellcheck source=members.sh
source "$(dirname "$0")/members.sh"
# shellcheck source=attest.sh
source "$(dirname "$0")/attest.sh"
# shellcheck source=channel.sh
source "$(dirname "$0")/channel.sh"

version_pattern='[A-Za-z0-9][A-Za-z0-9.-]{0,63}'
sha256_pattern='[a-f0-9]{64}'
require NAMESPACE '[a-z][a-z0-9]{0,15}'
require IMAGE_NAME '[a-z][a-z0-9-]*'
require CANDIDATE_DIGEST "$digest_pattern"
require CANDIDATE_TAG "$version_pattern(-[0-9]{8})?(-dev|-debug)?_[a-f0-9]{12}-(amd64|arm64)-[A-Za-z0-9]+"
require IMAGE_VERSION "$version_pattern"
require DECLARATION_HASH "$sha256_pattern"
require SCRIPTS_HASH "$sha256_pattern"
require PLATFORMS 'linux/(amd64|arm64)( linux/(amd64|arm64))*'
require CANDIDATE_REPOSITORY '[a-z0-9.:-]+/[a-z0-9._/-]+'
require RELEASE_REPOSITORY '[a-z0-9.:-]+/[a-z0-9._/-]+'
require CHANNELS '\{.+\}'
require SCAN_TIMEOUT_SECONDS '[1-9][0-9]{0,4}'
require SIGNING_KEY_ARN 'arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+'
require CODEBUILD_BUILD_ARN 'arn:[a-z-]+:codebuild:[a-z0-9-]+:[0-9]{12}:build/[A-Za-z0-9_-]+:[A-Za-z0-9-]+'
require CODEBUILD_BUILD_ID '[A-Za-z0-9_-]+:[A-Za-z0-9-]+'
for tool in CRANE COSIGN SYFT; do
  require "${tool}_URL" 'https://.+'
  require "${tool}_SHA256" "$sha256_pattern"
done

registry=${RELEASE_REPOSITORY%%/*}
candidate_name=${CANDIDATE_REPOSITORY#*/}
release_name=${RELEASE_REPOSITORY#*/}

# What its tag says of the candidate.
refresh_or_version=${CANDIDATE_TAG%_*}
from_here=${CANDIDATE_TAG##*_}
inputs=${from_here%%-*}
arch=${from_here#*-}
arch=${arch%%-*}
variant=runtime
suffix=
if [[ $refresh_or_version =~ -(dev|debug)$ ]]; then
  variant=${BASH_REMATCH[1]}
  suffix=-$variant
  refresh_or_version=${refresh_or_version%"$suffix"}
fi
channel=$(jq -er --arg variant "$variant" '.[$variant].channel' <<<"$CHANNELS" 2>"$work/jq-error") ||
  fail "candidate $CANDIDATE_TAG is of variant $variant, which is not declared now: nothing is released"
last_release=$(jq -er --arg variant "$variant" '.[$variant].lastRelease' <<<"$CHANNELS" 2>"$work/jq-error") || last_release=
[[ $channel =~ ^/[a-z0-9/-]+$ && $last_release =~ ^/[a-z0-9/-]+$ ]] || fail "CHANNELS has '$channel' and '$last_release' for $variant; expected parameter names"
[[ " $PLATFORMS " == *" linux/$arch "* ]] || fail "candidate $CANDIDATE_TAG is of linux/$arch, which is not declared now: nothing is released"
[[ $refresh_or_version == "$IMAGE_VERSION" || $(sed -E 's/-[0-9]{8}$//' <<<"$refresh_or_version") == "$IMAGE_VERSION" ]] ||
  fail "candidate $CANDIDATE_TAG is not of version $IMAGE_VERSION, which is declared now: nothing is released"
tagged=$(digest_of "$candidate_name" "imageTag=$CANDIDATE_TAG")
[[ $tagged == "$CANDIDATE_DIGEST" ]] ||
  fail "candidate $CANDIDATE_TAG is '${tagged:-not there}' in $candidate_name; expected $CANDIDATE_DIGEST"

# What is released: with its siblings of the other platforms, of one declaration.
declare -A members
find_members "$CANDIDATE_DIGEST" "$arch" "$refresh_or_version${suffix}_$inputs"
need_crane
call_aws ecr:GetAuthorizationToken ecr get-login-password >"$work/password"
crane auth login "$registry" --username AWS --password-stdin <"$work/password" 2>"$work/crane-error" ||
  fail "crane auth login to $registry failed: $(one_line "$work/crane-error")"
rm "$work/password"
for platform in $PLATFORMS; do check_member "${platform#*/}"; done
join_members

# A refresh of a version that was never released is its first release.
version_digest=$(digest_of "$release_name" "imageTag=$IMAGE_VERSION$suffix")
release_tag=$refresh_or_version$suffix
[[ -n $version_digest && $version_digest != "$subject" ]] || release_tag=$IMAGE_VERSION$suffix
released=$(digest_of "$release_name" "imageTag=$release_tag")
# A second refresh of one day, such as that of a child whose parent was refreshed after it, has its time behind the day.
refreshed=$(jq -r '.config.Labels["io.github.cdktf-golden-image.refreshed"] // ""' "$work/config-$arch")
if [[ -n $released && $released != "$subject" && $release_tag != "$IMAGE_VERSION$suffix" && $refreshed =~ T([0-9]{2}):([0-9]{2}):([0-9]{2})Z$ ]]; then
  release_tag=$refresh_or_version${BASH_REMATCH[1]}${BASH_REMATCH[2]}${BASH_REMATCH[3]}$suffix
  released=$(digest_of "$release_name" "imageTag=$release_tag")
fi
[[ -z $released || $released == "$subject" ]] ||
  fail "$release_tag is already released as $released, and this candidate is $subject: raise the version"

# refuse_findings: tells people what kept the candidate back.
refuse_findings() {
  jq -n --arg image "$IMAGE_NAME" --arg tag "$release_tag" --arg candidate "$CANDIDATE_REPOSITORY@$1" --arg variant "$variant" \
    --arg digest "$subject" --slurpfile findings "$work/blocking" '
    ($findings[0] // []) as $all
    | {variant: $variant, tag: $tag, digest: $digest, reason: "findings", findings: $all[:20],
       message: ("Golden image \($image) \($tag) was not released: its scan found what the gate blocks.\n\($candidate)\n"
         + ($all[:10] | map("\(.severity) \(.id) in \(.package // "?") \(.version // "")\(if .fixedIn then ", fixed in \(.fixedIn)" else "" end)") | join("\n"))
         + (if ($all | length) > 10 then "\nand \(($all | length) - 10) more" else "" end)
         + "\nWhat it means: the channel stands where it was, and teams go on with the last release.\nWhat to do: update or remove the package, move to a base that has the fix, or except the finding in the scan gate with a reason and an expiry.") | .[:2000]}' >"$work/refused"
  put_event 'Golden Image Refused' "$work/refused"
}

for platform in $PLATFORMS; do
  digest=${members[${platform#*/}]}
  status=0
  SCAN_GATE_RESULT=$work/blocking bash "$(dirname "$0")/scan-gate.sh" "$candidate_name" "$digest" || status=$?
  [[ $status != 3 ]] || refuse_findings "$digest"
  [[ $status == 0 ]] || fail "the scan gate keeps $digest of $platform back: nothing is released"
done

if [[ -n $released ]]; then
  say "$release_tag is already released as $released"
else
  copy_members
  sign_release
  put_image "$release_tag"
  released=$(digest_of "$release_name" "imageTag=$release_tag")
  [[ $released == "$subject" ]] || fail "$release_tag is '$released' and the candidate is $subject: the channel stands"
  say "$RELEASE_REPOSITORY:$release_tag is $released, as the candidate"
fi

# Events can arrive out of order: a channel never goes back to an older candidate.
call_aws ssm:GetParameter ssm get-parameter --name "$last_release" --query Parameter.Value --output text >"$work/last-release"
current=$(call_aws ssm:GetParameter ssm get-parameter --name "$channel" --query Parameter.Value --output text)
previous=
[[ ! $current =~ ^$digest_pattern$ ]] || previous=$current
if [[ $current == "$subject" ]]; then
  tag_channel
  previous=$(jq -r '.digest // ""' "$work/last-release")
  tell_of_release "$previous"
  stop "$channel holds $subject already"
fi
[[ -z $previous ]] || ! is_newer "$previous" || stop "$channel stands: it holds $current, which was pushed after $subject"
put_parameter "$channel" "$subject"
# The tag second: should this run end here, the new image is too young for a lifecycle rule, and the old one is in no channel.
tag_channel
tell_of_release "$previous"
say "released $RELEASE_REPOSITORY:$release_tag as $subject; $channel moved from $current"
