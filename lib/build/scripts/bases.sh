# shellcheck shell=bash
# What is built on: which digests, looked up once, so that everything else in a run goes by the same ones. Sourced by
# build.sh; leaves them in the JSON object $bases, by argument, and as build arguments, and in the JSON list $lineage the golden
# images among them, or null.
# shellcheck disable=SC2034,SC2154 # what is set there, and what is read there

build_arguments=()

# field NAME VALUE PATTERN: part of an item of BASES or PINS.
field() {
  [[ $2 =~ ^($3)$ ]] || fail "BASES: $1 is '$2'; expected it to match $3"
}

# tag_digest REPOSITORY TAG: the digest that a tag has now, asked once.
tag_digest() {
  crane digest "$1:$2" 2>"$work/crane-error"
}

# look_up ARGUMENT NAME REPOSITORY CHANNEL TAG DIGEST: adds the build arguments of one item of BASES.
look_up() {
  local argument=$1 name=$2 repository=$3 channel=$4 tag=$5 digest=$6
  field argument "$argument" 'BASE|STAGE_[1-9][0-9]*'
  field repository "$repository" '[A-Za-z0-9.:-]+/[a-z0-9._/-]+'
  field tag "$tag" '[A-Za-z0-9_.-]*'
  if [[ -n $channel ]]; then
    digest=$(call_aws ssm:GetParameter ssm get-parameter --name "$channel" --query Parameter.Value --output text)
    if [[ ! $digest =~ ^$digest_pattern$ ]]; then
      [[ -z ${TRIGGER-} ]] || stop "nothing to do: $channel holds '$digest'; the first release of the parent starts this build"
      fail "the parent has no release yet: $channel holds '$digest'; build and release the parent first"
    fi
    printf '%s\t%s\n' "$repository" "$digest" >>"$work/parents"
  elif [[ -z $digest ]]; then
    need_crane
    digest=$(tag_digest "$repository" "$tag") || fail "crane digest failed: $(registry_reason "$work/crane-error")"
  fi
  field digest "$digest" "$digest_pattern"
  local image=$repository${tag:+:$tag}@$digest
  say "building on $image"
  build_arguments+=(--build-arg "${argument}_IMAGE=$image")
  [[ -z $name ]] || build_arguments+=(--build-arg "${argument}_NAME=$name" --build-arg "${argument}_DIGEST=$digest")
  printf '%s\t%s\n' "$argument" "$digest" >>"$work/resolved"
}

# items NAME: the items of a list in the environment, one a line, their fields separated by a character that no field has.
items() {
  jq -r '.[] | [.argument, .name, .repository, .channel, .tag, .digest] | map(. // "") | join("\u001f")' \
    <<<"${!1:-[]}" 2>"$work/jq-error" || fail "$1 is no JSON list: $(one_line "$work/jq-error")"
}

resolve_bases() {
  local argument name repository channel tag digest
  : >"$work/resolved"
  : >"$work/parents"
  items BASES >"$work/bases"
  items PINS >"$work/pins"
  while IFS=$'\x1f' read -r -u 3 argument name repository channel tag digest; do
    look_up "$argument" "$name" "$repository" "$channel" "$tag" "$digest"
  done 3<"$work/bases"
  while IFS=$'\x1f' read -r -u 3 argument name repository channel tag digest; do
    field digest "$digest" "$digest_pattern"
    printf '%s\t%s\n' "$argument" "$digest" >>"$work/resolved"
  done 3<"$work/pins"
  bases=$(jq -cRn '[inputs | split("\t") | {(.[0]): .[1]}] | add // {}' <"$work/resolved")
}

# read_lineage: which releases of golden images it is built on, and of those that they are built on in turn, as their labels say;
# null where one of them does not know.
read_lineage() {
  local repository digest
  : >"$work/lineage"
  while IFS=$'\t' read -r -u 3 repository digest; do
    need_crane
    crane config --platform "$PLATFORM" "$repository@$digest" >"$work/parent" 2>"$work/crane-error" ||
      fail "crane config failed: $(registry_reason "$work/crane-error")"
    jq -c --arg image "${repository#*/}" --arg digest "$digest" '
      (.config.Labels // {}) as $labels
      | {image: $image, version: $labels["org.opencontainers.image.version"], digest: $digest},
        ($labels["io.github.cdktf-golden-image.lineage"] // "null" | fromjson | if . == null then null else .[] end)' "$work/parent" >>"$work/lineage" 2>"$work/jq-error" ||
      fail "the labels of $repository@$digest are not what a build writes: $(one_line "$work/jq-error")"
  done 3<"$work/parents"
  lineage=$(jq -cs 'if any(. == null) then null else unique end' "$work/lineage")
}
