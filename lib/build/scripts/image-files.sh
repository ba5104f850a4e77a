# shellcheck shell=bash disable=SC2154
# The tests that look through an image's filesystem from outside. Sourced by test.sh; container-tests.sh calls them.

# read_files: looks through the image's filesystem, once. Afterwards, by absolute path, present holds every file, link_of
# where each symbolic link points, and setuid_files the regular files with a setuid or setgid bit.
declare -A present=() link_of=()
setuid_files=()
read_files() {
  [[ ! -e $work/files-are-read ]] || return 0
  local container lines names index name path
  # An image without a command needs one to make a container of it; it is never run.
  container=$(engine create --pull never --label "$label" "$image" /never-run 2>"$work/docker-error") || return 1
  engine_seconds=300 engine export --output "$work/files.tar" "$container" 2>"$work/docker-error" || return 1
  remove "$container"
  LC_ALL=C tar --list --verbose --numeric-owner --quoting-style=escape --file "$work/files.tar" >"$work/lines" 2>"$work/docker-error" || return 1
  LC_ALL=C tar --list --quoting-style=escape --file "$work/files.tar" >"$work/names" 2>"$work/docker-error" || return 1
  rm "$work/files.tar"
  mapfile -t lines <"$work/lines"
  mapfile -t names <"$work/names"
  for index in "${!names[@]}"; do
    name=${names[index]}
    path=${name#./}
    path=/${path%/}
    [[ $path != / ]] || continue
    present["$path"]=yes
    case ${lines[index]:0:10} in
      l*) link_of["$path"]=${lines[index]#*" $name -> "} ;;
      [-h]??[sS]* | [-h]?????[sS]*) setuid_files+=("$path") ;;
    esac
  done
  touch "$work/files-are-read"
}

# has_path PATH: links among its folders are followed, as the kernel does; a link at its end is a find.
has_path() {
  local rest=$1 at='' part link hops=0
  while [[ $rest == */* ]]; do
    rest=${rest#"${rest%%[!/]*}"}
    part=${rest%%/*}
    rest=${rest#"$part"}
    case $part in
      '' | .) continue ;;
      ..)
        at=${at%/*}
        continue
        ;;
    esac
    [[ -n ${present["$at/$part"]-} ]] || return 1
    link=${link_of["$at/$part"]-}
    if [[ -n $link && -n $rest ]]; then
      # The kernel's limit, too.
      ((++hops <= 40)) || return 1
      [[ $link != /* ]] || at=
      rest=/$link$rest
    else
      at=$at/$part
    fi
  done
}

test_absent() {
  local path there=()
  read_files || {
    found "the files cannot be read: $(docker_reason), expected a list of them"
    return
  }
  value '.paths[]' >"$work/paths"
  while IFS= read -r path; do
    if has_path "$path"; then there+=("$path"); fi
  done <"$work/paths"
  if ((${#there[@]} == 0)); then found ''; else found "${there[*]} is there, expected nothing at that path"; fi
}

test_no_setuid_files() {
  read_files || {
    found "the files cannot be read: $(docker_reason), expected a list of them"
    return
  }
  if ((${#setuid_files[@]} == 0)); then found ''; else found "${setuid_files[*]} has a setuid or setgid bit, expected no such file"; fi
}
