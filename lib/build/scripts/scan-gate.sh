#!/usr/bin/env bash
# scan-gate.sh REPOSITORY_NAME DIGEST
#
# Waits for the scan of an image and decides whether its findings let it be released. Says of each finding of a severity
# that blocks what becomes of it. Ends with 0 when the image passes, with 3 when findings refuse it, and with 1 when that
# cannot be told, which is no pass either.
#
#   SCAN_GATE             what blocks, as one JSON object; scan-gate.jq reads it
#   SCAN_TIMEOUT_SECONDS  how long to wait for the scan
#   SCAN_GATE_RESULT      optional: file for the findings that block, as a JSON list; written when it is decided

# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"

repository=${1-}
digest=${2-}
require repository '[a-z0-9._/-]+'
require digest 'sha256:[a-f0-9]{64}'
require SCAN_GATE '\{.+\}'
require SCAN_TIMEOUT_SECONDS '[1-9][0-9]{0,4}'

# ask: what the scan says, in $work/answer, of all pages: the AWS CLI reads them. Sets status, and problem where there is one.
ask() {
  problem=
  if aws ecr describe-image-scan-findings --repository-name "$repository" --image-id "imageDigest=$digest" \
    --output json >"$work/answer" 2>"$work/aws-error"; then
    status=$(jq -r '.imageScanStatus.status // "unknown"' "$work/answer") || fail "the answer of ecr:DescribeImageScanFindings is no JSON"
    [[ $(jq -r '.imageId.imageDigest' "$work/answer") == "$digest" ]] || fail "the scan is not of $digest: nothing is released"
  elif grep -q ScanNotFoundException "$work/aws-error"; then
    status=PENDING
  elif grep -q inspector2: "$work/aws-error"; then
    fail "the scan is Inspector's, and the gate does not say so (ScanGate, enhanced): $(one_line "$work/aws-error")"
  else
    fail "ecr:DescribeImageScanFindings failed: $(one_line "$work/aws-error")"
  fi
}

# decide: what scan-gate.jq makes of the answer, in $work/decision. Sets verdict and problem.
decide() {
  jq -n --slurpfile gate "$work/gate" --slurpfile answer "$work/answer" --argjson now "$(date -u +%s)" '{$gate, $answer, $now}' \
    >"$work/question" 2>"$work/jq-error" || fail "SCAN_GATE is no JSON: $(one_line "$work/jq-error")"
  jq -f "$(dirname "$0")/scan-gate.jq" "$work/question" >"$work/decision" 2>"$work/jq-error" ||
    fail "the findings cannot be read: $(one_line "$work/jq-error")"
  verdict=$(jq -r .verdict "$work/decision")
  problem=$(jq -r .problem "$work/decision")
}

printf '%s\n' "$SCAN_GATE" >"$work/gate"
[[ -z ${SCAN_GATE_RESULT-} ]] || rm -f "$SCAN_GATE_RESULT"
say "waiting for the scan of $digest, at most $SCAN_TIMEOUT_SECONDS seconds"
deadline=$((SECONDS + SCAN_TIMEOUT_SECONDS))
verdict=
while true; do
  ask
  case $status in
    COMPLETE | ACTIVE) decide ;;
    PENDING | IN_PROGRESS) problem="the scan is still $status" ;;
    *) fail "the scan ended as $status: nothing is released" ;;
  esac
  case $verdict in
    passes | refused) break ;;
    unreadable) fail "$problem: nothing is released" ;;
  esac
  left=$((deadline - SECONDS))
  ((left > 0)) || fail "$problem after $SCAN_TIMEOUT_SECONDS seconds: nothing is released"
  sleep $((left < 10 ? left : 10))
done

while IFS= read -r line; do say "$line"; done < <(jq -r '.lines[]' "$work/decision")
[[ -z ${SCAN_GATE_RESULT-} ]] || jq .blocking "$work/decision" >"$SCAN_GATE_RESULT"
if [[ $verdict == refused ]]; then
  printf '%s: ERROR: %s: nothing is released\n' "$script" "$problem" >&2
  exit 3
fi
say "$digest passes"
