# shellcheck shell=bash disable=SC2154
# Checks the files that hold the tests of an image. Sourced by test.sh. A test that is misspelt would not be run.

# What both files are checked by: keys that must be there, keys that may.
# shellcheck disable=SC2016 # the variables are jq's
check_keys='
  def check($what; $required; $optional):
    if type != "object" then error("\($what) is no object") else . end
    | ($required - keys | join(", ")) as $missing
    | (keys - $required - $optional | join(", ")) as $unknown
    | if $missing != "" then error("\($what) has no \($missing)")
      elif $unknown != "" then error("\($what) has \($unknown), which nothing reads")
      else . end;
  def the_file: if length == 1 then .[0] else error("it holds \(length) values, expected one") end;
'

# check_structure_tests FILE: prints how many results container-structure-test will have. The tool ignores keys that it
# does not know, whatever they were to test.
check_structure_tests() {
  jq --slurp "$check_keys"'
    the_file
    | check("it"; ["schemaVersion", "commandTests", "fileExistenceTests", "fileContentTests"]; ["globalEnvVars"])
    | [
        (.commandTests[] | check("a command test"; ["name", "command", "args", "exitCode"];
          ["expectedOutput", "excludedOutput", "expectedError"])),
        (.fileExistenceTests[] | check("a file test"; ["name", "path", "shouldExist", "uid", "gid"]; ["permissions"])),
        (.fileContentTests[] | check("a content test"; ["name", "path", "expectedContents"]; []))
      ]
    | length' "$1" 2>"$work/jq-error" || fail "$1 cannot be read: $(one_line "$work/jq-error")"
}

# check_container_tests FILE: each kind of test, with all that it needs, and at least one: every image has some.
check_container_tests() {
  jq --slurp "$check_keys"'
    {
      "user": ["userId"],
      "metadata": ["metadata"],
      "absent": ["paths"],
      "no-setuid-files": [],
      "max-size": ["megabytes"],
      "max-layers": ["layers"],
      "listens": ["port", "seconds"],
      "read-only": ["command"]
    } as $kinds
    | the_file
    | check("it"; ["tests"]; [])
    | if .tests == [] then error("there are no tests, so every image would pass") else .tests[] end
    | if $kinds[.kind // ""] == null then error("a test is of kind \(.kind), expected one of \($kinds | keys | join(", "))") else . end
    | check("a test of kind \(.kind)"; ["name", "kind"] + $kinds[.kind]; [])
    | if (.kind == "absent" and .paths == []) or (.kind == "metadata" and .metadata == {}) then
        error("the test \"\(.name)\" looks at nothing, so every image would pass") else . end
    | if .kind == "metadata" then .metadata | check("the metadata"; [];
        ["environment", "labels", "ports", "volumes", "entrypoint", "command", "workingDirectory"]) else . end' \
    "$1" >/dev/null 2>"$work/jq-error" || fail "$1 cannot be read: $(one_line "$work/jq-error")"
}
