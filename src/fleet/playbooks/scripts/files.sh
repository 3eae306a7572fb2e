# Edits files so that there is a copy of what was there, and never half a file.

stamp=$(date -u +%Y%m%dT%H%M%SZ)
backups=''

back_up() { # file
  run cp -p "$1" "$1.ecsdeck-$stamp" || return 1
  backups="$backups$1.ecsdeck-$stamp
"
}

# Puts $work/new in the place of a file, with the mode and owner that it has.
replace_file() { # file
  run cp -p "$1" "$1.ecsdeck-new" && cat "$work/new" >"$1.ecsdeck-new" && run mv -f "$1.ecsdeck-new" "$1" && return 0
  rm -f "$1.ecsdeck-new" 2>>"$log" || true
  return 1
}

# The same with a copy of what was there; no copy stays of a file that could not be replaced.
edit_file() { # file
  if ! back_up "$1"; then return 1; fi
  if replace_file "$1"; then return 0; fi
  rm -f "$1.ecsdeck-$stamp"
  backups=$(printf '%s' "$backups" | grep -vxF "$1.ecsdeck-$stamp" || true)
  return 1
}
