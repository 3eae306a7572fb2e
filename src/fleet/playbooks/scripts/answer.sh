# The frame of every script: one JSON line on stdout in every case, also when something unforeseen ends it.
# The script's text before this piece sets `playbook`.
set -eu
export LC_ALL=C PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
umask 022
exec </dev/null

members=''    # what has been put into the answer: JSON members, each with a comma before it
is_answered='' # whether the line is out
doing='starting' # for the answer when something unforeseen ends the script
work=''       # a private folder, where the script needs one
log=/dev/null # what commands print; shown on stderr at the end
system=''
family=other

# Prints a text as the inside of a JSON string, at most so many bytes of it. A byte that is not ASCII becomes a question mark.
json_text() {
  printf "%.${2}s" "$1" | tr -c '\040-\176\n' '?' | sed 's/[\\"]/\\&/g' | awk 'NR > 1 {printf "\\n"} {printf "%s", $0}'
}

put_text() { # name text [most bytes]
  members="$members,\"$1\":\"$(json_text "$2" "${3:-64}")\""
}

# Puts nothing where the value is empty.
put_known() { # name text [most bytes]
  if [ -n "$2" ]; then put_text "$@"; fi
}

# Puts nothing where the text is no number as JSON writes it.
put_number() { # name text
  case $2 in '' | *[!0-9.-]* | ????????????????????*) return 0 ;; esac
  if printf '%s\n' "$2" | grep -Eq '^-?(0|[1-9][0-9]*)(\.[0-9]+)?$'; then members="$members,\"$1\":$2"; fi
}

put_flag() { # name, then yes or nothing
  if [ -n "$2" ]; then members="$members,\"$1\":true"; else members="$members,\"$1\":false"; fi
}

# Puts the lines of a text as a list.
put_list() { # name lines most-items most-bytes-each
  list=''
  count=0
  while IFS= read -r item; do
    if [ -z "$item" ] || [ "$count" -ge "$3" ]; then continue; fi
    list="$list,\"$(json_text "$item" "$4")\""
    count=$((count + 1))
  done <<END_OF_LINES
$2
END_OF_LINES
  members="$members,\"$1\":[${list#,}]"
}

# Prints the line. One that would be too long for Run Command to keep is cut down to what matters most.
answer() { # result [problem]
  head="{\"ecsdeck\":\"$playbook\",\"result\":\"$1\",\"system\":\"$(json_text "$system" 60)\",\"family\":\"$family\""
  if [ -n "${2:-}" ]; then head="$head,\"problem\":\"$(json_text "$2" 400)\""; fi
  line="$head$members}"
  if [ "${#line}" -gt 2400 ]; then line="$head}"; fi
  printf '%s\n' "$line"
  is_answered=yes
}

# Ends the script: not to be called in a command substitution, which would end alone.
fail() { # sentence
  answer failed "$1"
  exit 1
}

unsupported() { # sentence
  answer unsupported "$1"
  exit 0
}

at_end() {
  code=$?
  trap - EXIT
  set +e
  # What must not stay as it is at the moment, where a script has such a thing.
  if has put_back; then put_back; fi
  if [ -z "$is_answered" ]; then
    if [ "$code" = 0 ]; then code=1; fi
    case $code in
      129 | 130 | 143) answer failed "It was told to stop while $doing." ;;
      *) answer failed "It ended while $doing: $(last_words)" ;;
    esac
  fi
  if [ "$log" != /dev/null ]; then head -c 6000 "$log" >&2; fi
  if [ -n "$work" ]; then rm -rf "$work"; fi
  # To the agent of Systems Manager, 194 means: restart this host.
  if [ "$code" = 194 ]; then code=1; fi
  exit "$code"
}
trap at_end EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'exit 129' HUP

# The last line that a command printed.
last_words() {
  words=''
  if [ "$log" != /dev/null ]; then words=$(grep -Ev '^(\+ .*| *)$' "$log" | tail -n 1); fi
  printf '%s' "${words:-it gave no reason}"
}

open_log() {
  doing='making a folder for temporary files'
  work=$(mktemp -d "${TMPDIR:-/tmp}/ecsdeck.XXXXXX") || fail 'There is no room for temporary files: look at the disk.'
  log=$work/log
  : >"$log"
}

# Runs a command, and keeps what it prints for the log.
run() {
  printf '+ %s\n' "$*" >>"$log"
  "$@" >>"$log" 2>&1
}

# Runs a command for at most so many seconds.
limited() { # seconds command…
  if command -v timeout >/dev/null 2>&1; then timeout "$@"; else
    shift
    "$@"
  fi
}

has() {
  command -v "$1" >/dev/null 2>&1
}
