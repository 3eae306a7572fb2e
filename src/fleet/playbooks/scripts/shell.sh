# shell: runs a script of the person's own. Parameter: ECSDECK_SCRIPT, its text in base64.

# What it prints is kept up to a bound, and the rest is read, so that it neither fills the disk nor ends early.
keep() {
  head -c 20000 >"$work/output"
  wc -c >"$work/rest"
}

# As the kernel would start it; called by name, because the folder may not allow programs.
interpreter() {
  case $(head -c 2 "$work/script") in
    '#!') head -n 1 "$work/script" | tr -d '\r' | sed 's/^#! *//; s/ *$//' ;;
    *) echo /bin/sh ;;
  esac
}

run_script() {
  order=$(interpreter)
  case $order in
    *' '*) set -- "${order%% *}" "${order#* }" "$work/script" ;;
    *) set -- "$order" "$work/script" ;;
  esac
  code=0
  (cd / && unset LC_ALL && exec "$@") 2>&1 || code=$?
  echo "$code" >"$work/code"
}

# The head of the output, so much of it that its JSON has room in the answer.
put_output() {
  told=$(cat "$work/output")
  for most in 1500 1000 700 400; do
    if [ "$(json_text "$told" "$most" | wc -c)" -le 1800 ]; then break; fi
  done
  put_text output "$told" "$most"
}

know_system
open_log
doing='unpacking the script'
printf '%s' "$ECSDECK_SCRIPT" | base64 -d >"$work/script"
chmod 600 "$work/script"
doing='running the script'
run_script | keep
code=$(cat "$work/code")
doing='telling what the script printed'
put_number exitCode "$code"
put_number outputBytes "$(($(wc -c <"$work/output") + $(cat "$work/rest")))"
put_output
if [ "$code" = 0 ]; then answer changed; else answer failed "The script ended with exit code $code."; fi
cat "$work/output"
if [ "$code" != 0 ]; then exit "$code"; fi
