#!/usr/bin/env bash
# TEMPORARY
source "$(dirname "$0")/common.sh"
candidate_name=$1 CANDIDATE_DIGEST=$2
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
jq -e '.imageScanFindings
  | .findingSeverityCounts // (if .findings == [] or .enhancedFindings == [] then {} else error("no counts") end)' \
  "$work/findings" >"$work/counts" 2>"$work/jq-error" || fail "the scan has no counts of findings: nothing is released"
say "findings: $(jq -c . "$work/counts"); blocking: $BLOCKED_SEVERITIES${SCAN_GATE_REASON:+, because: $SCAN_GATE_REASON}"
for severity in $BLOCKED_SEVERITIES; do
  count=$(jq --arg severity "$severity" '.[$severity] // 0' "$work/counts")
  [[ $count == 0 ]] || fail "the scan found $count $severity: nothing is released"
done
