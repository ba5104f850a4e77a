# shellcheck shell=bash
# Tells of what happened, on the account's default event bus. Sourced by build.sh and release.sh.
# shellcheck disable=SC2154 # set by common.sh

# put_event DETAIL_TYPE FILE: an event with the JSON object of a file as its detail, with what every event says.
put_event() {
  jq -c --arg type "$1" --arg namespace "$NAMESPACE" --arg image "$IMAGE_NAME" --arg version "$IMAGE_VERSION" '
    ({namespace: $namespace, image: $image, version: $version} + .) as $detail
    | [{Source: "cdktf-golden-image", DetailType: $type, Detail: ($detail | tojson)}]' "$2" >"$work/entries"
  call_aws events:PutEvents events put-events --entries "file://$work/entries" --output json >"$work/put-events"
  jq -e '.FailedEntryCount == 0' "$work/put-events" >/dev/null ||
    fail "events:PutEvents failed: $(jq -c '.Entries' "$work/put-events")"
}
