# What is to be seen of clock and zone. Changes nothing, and writes no file.

know_chrony() {
  case $family in
    debian | ubuntu)
      chrony_unit=chrony
      chrony_conf=/etc/chrony/chrony.conf
      ;;
    *)
      chrony_unit=chronyd
      chrony_conf=/etc/chrony.conf
      ;;
  esac
}

has_chrony() {
  has chronyd && has chronyc
}

# Both names of one zone: the same list as in the program.
zone_name() {
  lower=$(printf '%s' "$1" | tr '[:upper:]' '[:lower:]')
  case $lower in
    utc | etc/utc | gmt | etc/gmt | zulu | etc/zulu | universal | etc/universal | utc0 | gmt0) printf utc ;;
    *) printf '%s' "$lower" ;;
  esac
}

is_same_zone() {
  [ "$(zone_name "$1")" = "$(zone_name "$2")" ]
}

zone_file_value() {
  if [ "$family" = amazon-linux-1 ] && [ -r /etc/sysconfig/clock ]; then
    sed -n 's/^ZONE=//p' /etc/sysconfig/clock | tail -n 1 | tr -d "\"'"
  fi
}

# The zone of /etc/localtime. Where it is a copy and no link, it is compared with the zones it may be a copy of.
look_zone() {
  doing='looking at the zone'
  zone_file=$(zone_file_value)
  zone=''
  target=$(readlink /etc/localtime || true)
  case $target in
    *zoneinfo/*) zone=${target##*zoneinfo/} ;;
    '')
      if [ ! -e /etc/localtime ]; then zone=UTC; fi
      noted=$(cat /etc/timezone 2>/dev/null || true)
      for name in "$zone_file" "$noted" "${ECSDECK_ZONE:-}" UTC; do
        if [ -n "$name" ] && [ -z "$zone" ] && cmp -s "/usr/share/zoneinfo/$name" /etc/localtime; then zone=$name; fi
      done
      ;;
  esac
}

# The lines of a configuration of chrony, those of the files that it includes too.
chrony_lines() { # file
  if [ ! -r "$1" ]; then return 0; fi
  cat "$1"
  awk 'tolower($1) ~ /^(include|confdir|sourcedir)$/ {for (i = 2; i <= NF; i++) print tolower($1), $i}' "$1" |
    while read -r directive path; do
      case $directive in
        include)
          # shellcheck disable=SC2086 # It is a pattern.
          set -- $path
          ;;
        confdir) set -- "$path"/*.conf ;;
        sourcedir) set -- "$path"/*.sources ;;
      esac
      for file in "$@"; do
        if [ -f "$file" ]; then
          echo
          cat "$file"
        fi
      done
    done
}

# The sources that it names, with commas.
sources_of() { # file
  chrony_lines "$1" | awk '
    tolower($1) ~ /^(server|pool|peer)$/ {name = $2}
    tolower($1) == "refclock" {name = toupper($2) == "PHC" ? "ptp" : tolower($2)}
    name != "" && !(name in seen) {seen[name] = 1; printf "%s%s", (n++ ? "," : ""), name}
    {name = ""}'
}

# The answer of chronyc for people: it says fast or slow in a word, and is the same since chrony 1.
look_at_chrony() {
  tracking=$(limited 10 chronyc -n tracking 2>/dev/null) || return 0
  tracked() { printf '%s\n' "$tracking" | sed -n "s/^$1 *: *//p" | head -n 1; }
  case $(tracked 'Leap status') in '' | 'Not synchronised') return 0 ;; esac
  # Without a source for long, it goes on to say that it is synchronised: three hours are more than any polling takes.
  heard=$(date -u -d "$(tracked 'Ref time (UTC)')" +%s 2>/dev/null) || return 0
  if [ "$heard" -lt "$(($(date -u +%s) - 10800))" ]; then return 0; fi
  is_synchronized=yes
  following=$(tracked 'Reference ID' | sed -n 's/.*(\(.*\)).*/\1/p')
  offset=$(tracked 'System time' | awk '$3 == "slow" {printf "-"} {print $1}')
  offset_by=chrony
}

# ntpq tells by how many milliseconds the others are ahead of this host: the sign turns.
look_at_ntp() {
  variables=$(limited 10 ntpq -n -c rv 2>/dev/null) || return 0
  case $variables in
    *leap_none* | *'leap=00'*) ;;
    *) return 0 ;;
  esac
  case $variables in *sync_ntp* | *sync_uhf* | *sync_lf_clock*) ;; *) return 0 ;; esac
  is_synchronized=yes
  offset=$(printf '%s\n' "$variables" | tr ',' '\n' | awk -F= '$1 ~ /^ *offset$/ {printf "%.6f\n", -$2 / 1000}')
  following=$(printf '%s\n' "$variables" | tr ',' '\n' | sed -n 's/^ *refid=//p')
  offset_by=ntp
}

look_at_timesyncd() {
  status=$(limited 10 timedatectl status 2>/dev/null) || return 0
  case $status in *'synchronized: yes'*) is_synchronized=yes ;; esac
}

# Where no time service can tell: the date that the instance metadata answers with, in whole seconds, also to a request that it refuses.
look_at_metadata() {
  if ! is_ec2; then return 0; fi
  address=http://169.254.169.254/latest/meta-data/
  if has curl; then heads=$(curl --silent --head --noproxy '*' --connect-timeout 1 --max-time 2 "$address" || true)
  elif has wget; then heads=$(wget --no-proxy --tries=1 --timeout=2 --server-response --spider "$address" 2>&1 || true)
  else return 0; fi
  told=$(printf '%s\n' "$heads" | tr -d '\r' | sed -n 's/^ *[Dd]ate: *//p' | head -n 1)
  if [ -z "$told" ]; then return 0; fi
  theirs=$(date -u -d "$told" +%s 2>/dev/null) || return 0
  offset=$(($(date -u +%s) - theirs))
  offset_by=metadata
}

# Other time services that run, or would after the next boot. timesyncd stands back by itself where chrony is installed.
look_rivals() {
  rivals=''
  for unit in ntpd ntp ntpsec openntpd systemd-timesyncd; do
    if unit_is_active "$unit" || { [ "$unit" != systemd-timesyncd ] && unit_exists "$unit" && unit_is_enabled "$unit"; }; then
      rivals="$rivals,$unit"
    fi
  done
  rivals=${rivals#,}
}

look_service() {
  service=none
  is_active='' is_enabled='' unit=''
  for candidate in "$chrony_unit" ntpd ntp ntpsec openntpd systemd-timesyncd; do
    if unit_is_active "$candidate"; then
      unit=$candidate
      is_active=yes
      break
    fi
    if [ -z "$unit" ] && unit_exists "$candidate"; then unit=$candidate; fi
  done
  if [ -n "$unit" ]; then
    service=$unit
    if unit_is_enabled "$unit"; then is_enabled=yes; fi
  fi
  if [ "$service" = chrony ]; then service=chronyd; fi
}

look_clock() {
  doing='looking at the clock'
  is_synchronized='' following='' offset='' offset_by=''
  look_service
  look_rivals
  if [ -n "$is_active" ]; then
    case $service in
      chronyd) look_at_chrony ;;
      ntpd | ntp | ntpsec) look_at_ntp ;;
      systemd-timesyncd) look_at_timesyncd ;;
    esac
  fi
  if [ -z "$offset" ]; then look_at_metadata; fi
  source=$(sources_of "$chrony_conf")
}

look_time() {
  know_chrony
  look_zone
  look_clock
}

put_time() {
  put_known zone "$zone"
  put_known zoneFile "$zone_file"
  put_text service "$service" 32
  put_flag isActive "$is_active"
  put_flag isEnabled "$is_enabled"
  put_flag isSynchronized "$is_synchronized"
  put_text source "$source" 256
  put_known following "$following"
  if [ -n "$offset" ]; then
    put_number offset "$offset"
    put_text offsetBy "$offset_by"
  fi
  put_known rivals "$rivals"
}
