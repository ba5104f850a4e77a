#!/usr/bin/env bash
# In front of a program that a build calls, under its name: notes the call, does what the test wants of it, and becomes the
# program, which lies beside in ../real.
#
#   FAULT_CALLS  the file of the build's calls, one a line: the program's name and its arguments
#   FAULT_AT     optional: extended regular expression for the call that is hit
#   FAULT_TIMES  how many are hit
#   FAULT_DO     Bash: kill_build, a line that prints and exits, or anything else to do before the program is called, or
#                with program, which calls it, after
name=$(basename "$0")
call="$name $*"
real=$(dirname "$0")/../real/$name

# As a machine that is lost: everything that the build started, also what has a process group of its own.
kill_build() {
  local own
  own=$(ps -o sid= -p $$)
  # shellcheck disable=SC2046 # a list
  kill -KILL $(ps -o pid= --sid "$((own))")
}

program() {
  "$real" "${arguments[@]}"
}

arguments=("$@")
line=${call//$'\n'/ }
printf '%s\n' "$line" >>"$FAULT_CALLS"
if [[ -n ${FAULT_AT-} && $call =~ $FAULT_AT ]]; then
  touch "$FAULT_CALLS.hit"
  if (($(wc -l <"$FAULT_CALLS.hit") < FAULT_TIMES)); then
    printf '%s\n' "$line" >>"$FAULT_CALLS.hit"
    eval "${FAULT_DO:?}"
  fi
fi
exec "$real" "$@"
