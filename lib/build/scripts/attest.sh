# shellcheck shell=bash
# What a release says of itself, signed: each platform's packages (SPDX), how it was made (SLSA provenance), and that it
# passed. All of it lies beside the image, as OCI referrers. Sourced by release.sh.
# shellcheck disable=SC2154 # set by release.sh

# cosign COMMAND ARGUMENT...: with the key in KMS, and without the public transparency log, which would tell of private images.
cosign_with_key() {
  local command=$1
  shift
  "$work/bin/cosign" "$command" --key "awskms:///$SIGNING_KEY_ARN" --tlog-upload=false --use-signing-config=false --yes "$@" \
    >"$work/cosign-log" 2>&1 || fail "cosign $command failed: $(registry_reason "$work/cosign-log")"
}

need_syft() {
  [[ ! -x $work/bin/syft ]] || return 0
  download "$SYFT_URL" "$SYFT_SHA256" "$work/syft.tar.gz"
  unpack "$work/syft.tar.gz" syft
}

need_cosign() {
  [[ ! -x $work/bin/cosign ]] || return 0
  download "$COSIGN_URL" "$COSIGN_SHA256" "$work/bin/cosign"
  chmod +x "$work/bin/cosign"
}

# sbom REFERENCE FILE: the packages of one platform's image.
sbom() {
  need_syft
  SYFT_CHECK_FOR_APP_UPDATE=false "$work/bin/syft" scan --quiet "registry:$1" --output "spdx-json=$2" >"$work/syft-log" 2>&1 ||
    fail "syft failed: $(registry_reason "$work/syft-log")"
  jq -e '.packages | type == "array"' "$2" >/dev/null || fail "syft wrote no list of packages of $1"
}

# provenance: https://slsa.dev/spec/v1.0/provenance, as a predicate. What the build says of itself stands in labels of the
# candidate; the declaration was compared with the one that is applied.
provenance() {
  local first=${PLATFORMS%% *}
  jq -n --slurpfile config "$work/config-${first#*/}" --arg declaration "$DECLARATION_HASH" --arg scripts "$SCRIPTS_HASH" \
    --arg image "$IMAGE_NAME" --arg version "$IMAGE_VERSION" --arg variant "$variant" --arg candidate "$CANDIDATE_TAG" \
    --arg builder "${CODEBUILD_BUILD_ARN%%:build/*}:project/${CODEBUILD_BUILD_ID%%:*}" --arg invocation "$CODEBUILD_BUILD_ARN" --arg pins "${PINS:-[]}" --arg bases "${BASES:-[]}" '
    ($config[0].config.Labels // {}) as $labels
    | ($labels["io.github.cdktf-golden-image.bases"] // "{}" | fromjson) as $digests
    | (($pins | fromjson) + ($bases | fromjson) | map({(.argument): .}) | add // {}) as $known
    | {buildDefinition: {
        buildType: "https://github.com/cdktf-golden-image/cdktf-golden-image/build/v1",
        externalParameters: {image: $image, version: $version, variant: $variant,
          declaration: {sha256: $declaration}, refreshed: ($labels["io.github.cdktf-golden-image.refreshed"] | if . == "" then null else . end)},
        internalParameters: {scripts: {sha256: $scripts}, candidate: $candidate},
        resolvedDependencies: [$digests | to_entries[] | .key as $argument
          | {name: $argument, uri: ($known[$argument] // {} | "\(.repository // "unknown")\(if .tag then ":" + .tag else "" end)"),
             digest: {sha256: (.value | ltrimstr("sha256:"))}}]},
      runDetails: {builder: {id: $builder}, metadata: {invocationId: $invocation}}}' >"$work/provenance" 2>"$work/jq-error" ||
    fail "the labels of the candidate are not what a build writes: $(one_line "$work/jq-error")"
}

# sign_release: before anything has a tag. Signed twice after a killed run, it has two signatures, and both are right.
sign_release() {
  local arch
  need_cosign
  for arch in "${!members[@]}"; do
    sbom "$RELEASE_REPOSITORY@${members[$arch]}" "$work/sbom-$arch"
    say "linux/$arch holds $(jq '.packages | length' "$work/sbom-$arch") packages"
    cosign_with_key attest --type spdxjson --predicate "$work/sbom-$arch" "$RELEASE_REPOSITORY@${members[$arch]}"
  done
  provenance
  cosign_with_key attest --type slsaprovenance1 --predicate "$work/provenance" "$RELEASE_REPOSITORY@$subject"
  cosign_with_key sign --recursive "$RELEASE_REPOSITORY@$subject"
  say "signed $RELEASE_REPOSITORY@$subject with $SIGNING_KEY_ARN"
}
