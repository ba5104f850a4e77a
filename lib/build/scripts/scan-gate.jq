# Decides whether the findings of a scan let an image be released. A pure filter, for jq 1.6 and later:
#
#   input   {gate: [the gate], answer: [what DescribeImageScanFindings answered, all pages in one], now: seconds since 1970}
#   output  {verdict, problem, lines, blocking}
#
# verdict is passes, refused (blocking findings), unsettled (counts and list disagree, as while a scan is updated) or
# unreadable (problem says why). Whatever is not understood is no pass.

def severities: ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNDEFINED"];

# Text of an image can hold anything: it must neither begin a line of the log nor fill it.
def shown: tostring | gsub("[\\p{C}\\p{Zl}\\p{Zp}]"; "?") | .[:200];

def is_count: type == "number" and . >= 0 and . == floor;
# Seconds since 1970 of a time as AWS CLI 1 prints it (a number) or 2 (ISO 8601 with an offset); null where it is no time.
def seconds:
  if type == "number" then if . > 0 and . < 100000000000 then floor else null end
  elif type == "string" then
    (capture("^(?<date>\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})(\\.\\d+)?(?<zone>Z|[+-]\\d{2}:\\d{2})$") // null)
    | if . == null then null
      else
        .zone as $zone
        | "\(.date)Z" as $utc
        | ($utc | try fromdateiso8601 catch null) as $seconds
        # A day that the calendar lacks becomes another one.
        | if $seconds == null or ($seconds | todate) != $utc then null
          elif $zone == "Z" then $seconds
          else
            (($zone[1:3] | tonumber) * 3600 + ($zone[4:6] | tonumber) * 60) as $offset
            | if $zone[:1] == "+" then $seconds - $offset else $seconds + $offset end
          end
      end
  else null
  end;

def is_day: type == "string" and ("\(.)T00:00:00Z" | seconds) != null;

def checked_gate:
  if type == "object"
    and keys - ["enhanced", "exceptions", "graceDays", "limits", "onlyFixable", "reason"] == []
    and (.limits | type == "object" and has("CRITICAL") and keys - severities[:4] == [] and all(.[]; is_count))
    and (.enhanced | type == "boolean")
    and (.onlyFixable | type == "boolean")
    and (.graceDays | is_count)
    and ((has("reason") | not) or (.reason | type == "string"))
    and (.exceptions | type == "array")
    and all(.exceptions[];
      type == "object"
      and keys - ["expires", "id", "packageName", "reason"] == []
      and (.id | type == "string") and (.reason | type == "string") and (.expires | is_day)
      and ((has("packageName") | not) or (.packageName | type == "string")))
  then . else error("SCAN_GATE is none that this script knows") end;

# Inspector says UNTRIAGED where ECR says UNDEFINED: nobody has rated it yet.
def severity: if . == "UNTRIAGED" then "UNDEFINED" else . end;

def basic:
  (.attributes // [] | map({key, value}) | from_entries) as $attributes
  | {
      id: .name,
      severity: (.severity | severity),
      uri,
      packages: (if $attributes.package_name == null then [] else [{name: $attributes.package_name, version: $attributes.package_version, fixedIn: null}] end),
      fix: "unknown",
      published: null
    };

def version:
  "\(if (.epoch // 0) > 0 then "\(.epoch):" else "" end)\(.version)\(if (.release // "") != "" then "-\(.release)" else "" end)";

def enhanced:
  .packageVulnerabilityDetails as $details
  | {
      id: $details.vulnerabilityId,
      severity: (.severity | severity),
      uri: $details.sourceUrl,
      packages: [$details.vulnerablePackages // [] | .[] | {name, version: version, fixedIn: (if .fixedInVersion == "NotAvailable" then null else .fixedInVersion end)}],
      # Inspector API, Finding, fixAvailable; PARTIAL is a fix for some of the packages.
      fix: ({YES: "yes", PARTIAL: "yes", NO: "no"}[.fixAvailable // ""] // "unknown"),
      published: $details.vendorCreatedAt
    };

def checked_finding:
  if (.id | type) != "string" or .id == "" then error("a finding has no id")
  elif .severity as $severity | severities | index($severity) == null then
    error("\(.id | shown) has severity \(.severity | shown), which ECR does not have")
  else . end;

def checked_list($name):
  .[$name] | if . == null or type == "array" then . else error("the scan's \($name) are no list") end;

def findings($gate; $status):
  checked_list("findings") as $basic
  | checked_list("enhancedFindings") as $enhanced
  # Inspector's findings are not shown by an AWS CLI that does not know them (aws-cli issue 6759): an empty list is then no answer.
  | if $status == "ACTIVE" and $enhanced == null then error("the scan is Inspector's and its findings are not there: the AWS CLI may be too old")
    elif $gate.enhanced and $enhanced == null then error("the gate is for enhanced scanning and the scan is not: see RegistryScanning.enhanced")
    elif $basic == null and $enhanced == null then error("the scan has no list of findings")
    else [($basic // [] | .[] | basic), ($enhanced // [] | .[] | enhanced) | checked_finding] end;

# How many findings there are of each severity, by what the scan says.
def counts($findings):
  if . == null and $findings == [] then {}
  elif type != "object" then error("the scan has no counts of findings")
  elif all(.[]; is_count) | not then error("the scan's counts of findings are no numbers")
  else
    reduce to_entries[] as {$key, $value} ({}; .[$key | severity] += $value)
    | if keys - severities == [] then with_entries(select(.value > 0))
      else error("the scan counts a severity that ECR does not have: \(keys - severities | join(", ") | shown)") end
  end;

def names: [.packages[] | .name // "?" | shown] | unique | join(", ");
def described:
  [.packages[] | "\(.name // "?" | shown) \(.version // "?" | shown)\(if .fixedIn == null then "" else ", fixed in \(.fixedIn | shown)" end)"] as $packages
  | "\(.id | shown) \(.severity)"
    + (if $packages == [] then "" else " in \($packages[:3] | join("; "))\(if ($packages | length) > 3 then " and \(($packages | length) - 3) more" else "" end)" end)
    + (if (.uri // "") == "" then "" else " (\(.uri | shown))" end);

# The exceptions that make a finding pass: one for the vulnerability, or those for all of its packages.
def exceptions_for($exceptions):
  . as $finding
  | [$exceptions[] | select(.id == $finding.id)] as $own
  | [$own[] | select(has("packageName") | not)] as $any
  | if $any != [] then $any
    elif all($finding.packages[]; .name as $name | any($own[]; .packageName == $name)) then
      [$own[] | select(.packageName as $name | any($finding.packages[]; .name == $name))]
    else [] end;

# What becomes of a finding of a severity that blocks, before limits.
def fate($gate; $exceptions; $now):
  . as $finding
  | exceptions_for($exceptions) as $excepted
  | (.published | seconds) as $published
  | if $excepted != [] then {passes: "excepted until \([$excepted[].expires] | min)", because: "\([$excepted[].reason] | join("; "))"}
    elif $gate.onlyFixable and .fix == "no" then {passes: "no fix"}
    elif $gate.graceDays > 0 and $published != null and $published <= $now and $now < $published + $gate.graceDays * 86400 then
      {passes: "graced until \($published + $gate.graceDays * 86400 | todate)"}
    else
      {unknown: ([
        (if $gate.onlyFixable and .fix == "unknown" then "whether there is a fix is not known" else empty end),
        (if $gate.graceDays > 0 and $published == null then "when it was published is not known" else empty end)
      ] | join(", "))}
    end
  | . + {finding: $finding, excepted: $excepted};

def for_notifications:
  {
    id: (.id | shown),
    severity,
    package: (names | if . == "" then null else . end),
    version: ([.packages[] | .version // empty | shown] | unique | join(", ") | if . == "" then null else . end),
    fixedIn: ([.packages[] | .fixedIn // empty | shown] | unique | join(", ") | if . == "" then null else . end),
    uri: (if .uri == null then null else .uri | shown end)
  };

def rule($gate; $counts):
  ([$gate.limits | to_entries | sort_by(.key as $key | severities | index($key))[] | if .value == 0 then .key else "\(.key) over \(.value)" end] | join(", ")) as $limits
  | (reduce severities[] as $severity ({}; if $counts[$severity] == null then . else .[$severity] = $counts[$severity] end)) as $sorted
  | "findings: \($sorted | tojson); blocking: \($limits)"
    + (if $gate.onlyFixable then "; only with a fix" else "" end)
    + (if $gate.graceDays > 0 then "; only \($gate.graceDays) days after they were published" else "" end)
    + (if $gate.reason == null then "" else "; because: \($gate.reason)" end);

# What an answer with a scan comes to.
def decide_scan($gate; $answer; $scan; $local):
  ($scan | findings($gate; $answer.imageScanStatus.status)) as $findings
  | ($scan.findingSeverityCounts | counts($findings)) as $counts
  | ($findings | group_by(.severity) | map({key: .[0].severity, value: length}) | from_entries) as $listed
  | ($scan.imageScanCompletedAt | if . == null then 0 else seconds // error("the scan was completed at \(shown), which is no time") end) as $completed
  # It cannot be earlier than the scan: a clock that is behind would lengthen exceptions and grace.
  | ([$local, $completed] | max) as $now
  | ($now | todate[:10]) as $today
  | if $counts != $listed then
      {verdict: "unsettled", problem: "the scan counts \($counts | tojson) findings and lists \($listed | tojson)", lines: [], blocking: []}
    else
      ($gate.exceptions | map(select(.expires >= $today))) as $valid
      | [$findings | sort_by(.severity as $severity | severities | index($severity))[] | select(.severity as $severity | $gate.limits | has($severity)) | fate($gate; $valid; $now)] as $fates
      | [$fates[] | select(.passes == null)] as $left
      | [$left | group_by(.finding.severity)[] | select(length > $gate.limits[.[0].finding.severity]) | .[0].finding.severity] as $over
      | [$left[] | select(.finding.severity as $severity | $over | index($severity) != null)] as $blocking
      | ([$fates[].excepted[]] | unique) as $needed
      | {
          verdict: (if $blocking == [] then "passes" else "refused" end),
          problem: "the scan found \([severities[] as $severity | [$blocking[] | select(.finding.severity == $severity)] | length | select(. > 0) | "\(.) \($severity)"] | join(", "))",
          lines: ([
            rule($gate; $counts),
            (if $now - $local > 300 then "the clock of this run is \($now - $local) seconds behind the scan: the time of the scan counts" else empty end),
            ($fates[] | select(.passes != null) | "\(.passes): \(.finding | described)\(if .because == null then "" else ": \(.because)" end)"),
            ($left[] | select(.finding.severity as $severity | $over | index($severity) == null) | "within the limit: \(.finding | described)"),
            ($blocking[] | "blocks: \(.finding | described)\(if .unknown == "" then "" else ": \(.unknown)" end)"),
            ($gate.exceptions - $valid | .[] | "expired on \(.expires): the exception for \(.id)"),
            ($valid - $needed | .[] | "not needed: the exception for \(.id)\(if has("packageName") then " in \(.packageName)" else "" end)")
          ] | map(gsub("[\\p{C}\\p{Zl}\\p{Zp}]"; "?") | .[:2000])),
          blocking: [$blocking[].finding | for_notifications]
        }
    end;

def decide:
  .now as $local
  | (.gate | if length == 1 then .[0] else error("SCAN_GATE is not one object") end | checked_gate) as $gate
  | (.answer | if length == 1 then .[0] else error("the answer of DescribeImageScanFindings is not one object") end) as $answer
  | (if $answer.nextToken != null or $answer.NextToken != null then error("there are more findings than were read") else . end)
  | ($answer.imageScanFindings | if type == "object" then . else error("the scan has no findings") end) as $scan
  # Before Inspector begins, ECR has been seen to answer with an empty list and nothing else (aws-sdk issue 289).
  | if $scan.imageScanCompletedAt == null and $scan.findingSeverityCounts == null and ([$scan.findings, $scan.enhancedFindings] | all(. == null or . == [])) then
      {verdict: "unsettled", problem: "the scan says neither when it was completed nor what it counted", lines: [], blocking: []}
    else
      decide_scan($gate; $answer; $scan; $local)
    end;

try decide catch {verdict: "unreadable", problem: (shown), lines: [], blocking: []}
