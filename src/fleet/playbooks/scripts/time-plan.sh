# What time-fix has to do here. The check tells it, and the change goes by it, so that both always say the same.
# Parameters: ECSDECK_ZONE, ECSDECK_SOURCE (amazon, ptp, or names of servers with commas), ECSDECK_MODE (slew, step).

amazon_source=169.254.169.123

# More than this is a drift; what the instance metadata tells is only good for whole seconds.
is_far() { # seconds, who told them
  limit=0.1
  if [ "$2" = metadata ]; then limit=2; fi
  printf '%s\n' "$1" | awk -v limit="$limit" '{exit !($1 > limit || -$1 > limit)}'
}

# Hosts outside EC2 cannot reach Amazon's address.
know_wanted_source() {
  wanted_source=$ECSDECK_SOURCE
  if [ "$wanted_source" = amazon ]; then
    if is_ec2; then wanted_source=$amazon_source; else wanted_source=time.aws.com; fi
  fi
}

# The lines for chrony's configuration.
wanted_lines() {
  case $wanted_source in
    "$amazon_source") echo "server $amazon_source prefer iburst minpoll 4 maxpoll 4" ;;
    time.aws.com) echo 'pool time.aws.com iburst' ;;
    ptp) echo 'refclock PHC /dev/ptp_ena poll 0 delay 0.000010 prefer' ;;
    *) printf '%s\n' "$wanted_source" | tr ',' '\n' | sed 's/.*/server & prefer iburst/' ;;
  esac
}

block_begin='# ecsdeck: begin'
block_end='# ecsdeck: end'

# The lines that an earlier run wrote into the configuration.
own_lines() {
  if [ -r "$chrony_conf" ]; then sed -n "/^$block_begin\$/,/^$block_end\$/p" "$chrony_conf" | grep -v '^#' || true; fi
}

# Amazon's IPv6 address is the same service: the two never stand together.
wanted_is_in() { # names of sources, with commas
  if [ "$wanted_source" = "$amazon_source" ]; then
    case ",$1," in *",$amazon_source,"* | *,fd00:ec2::123,*) return 0 ;; esac
    return 1
  fi
  for name in $(printf '%s' "$wanted_source" | tr ',' ' '); do
    case ",$1," in *",$name,"*) ;; *) return 1 ;; esac
  done
}

source_is_there() {
  own=$(own_lines)
  if [ -n "$own" ] && [ "$own" != "$(wanted_lines)" ]; then return 1; fi
  wanted_is_in "$source"
}

zone_is_installed() {
  case $ECSDECK_ZONE in '' | /* | *..* | *[!A-Za-z0-9_+/-]*) return 1 ;; esac
  [ -f "/usr/share/zoneinfo/$ECSDECK_ZONE" ] && [ "$(head -c 4 "/usr/share/zoneinfo/$ECSDECK_ZONE")" = TZif ]
}

# chrony 4 and newer can read its configuration without acting on it.
configuration_fault() {
  if has_chrony && chronyd --help 2>&1 | grep -q -- '-p'; then
    if fault=$(limited 10 chronyd -p -f "$chrony_conf" 2>&1 >/dev/null); then return 0; fi
    printf '%s' "$fault" | tail -n 1 | sed 's/^[0-9T:-]*Z *//'
  fi
}

plan_time() {
  doing='finding out what has to be done'
  steps='' obstacle=''
  know_wanted_source
  if ! zone_is_installed; then
    obstacle="The zone $ECSDECK_ZONE is not installed on this host (/usr/share/zoneinfo)."
    return 0
  fi
  if [ "$wanted_source" = ptp ] && [ ! -e /dev/ptp_ena ]; then
    obstacle='There is no PTP clock (/dev/ptp_ena): it needs an instance type with one, and the ENA driver with phc_enable=1.'
    return 0
  fi
  if has_chrony && [ ! -r "$chrony_conf" ]; then
    obstacle="chrony is installed, but $chrony_conf is missing: install chrony anew."
    return 0
  fi
  fault=$(configuration_fault)
  if [ -n "$fault" ]; then
    obstacle="The configuration of chrony is broken: $fault"
    return 0
  fi
  if ! has_chrony; then steps="$steps install"; fi
  plan_service
  plan_zone
  steps=${steps# }
}

plan_service() {
  starts=start
  if has_chrony && unit_is_active "$chrony_unit"; then starts=''; fi
  if ! source_is_there; then
    steps="$steps source"
    starts=${starts:-restart}
  elif [ -z "$starts" ] && [ -z "$is_synchronized" ]; then
    starts=restart
  fi
  if [ -n "$starts" ]; then steps="$steps $starts"; fi
  if ! has_chrony || ! unit_is_enabled "$chrony_unit"; then steps="$steps enable"; fi
  if [ -n "$rivals" ]; then steps="$steps rivals"; fi
  if [ "$ECSDECK_MODE" = step ] && [ -n "$offset" ] && is_far "$offset" "$offset_by"; then steps="$steps step"; fi
}

plan_zone() {
  users=''
  if [ -z "$zone" ] || ! is_same_zone "$zone" "$ECSDECK_ZONE"; then
    steps="$steps zone"
    users=$(zone_users)
  fi
  if [ "$family" = amazon-linux-1 ] && { [ -z "$zone_file" ] || ! is_same_zone "$zone_file" "$ECSDECK_ZONE"; }; then
    steps="$steps zone-file"
  fi
  if [ -n "$users" ]; then steps="$steps zone-users"; fi
}

# Running services that remember the zone they began with.
zone_users() {
  for unit in crond cron rsyslog; do
    if unit_is_active "$unit"; then printf '%s ' "$unit"; fi
  done
}

has_step() {
  case " $steps " in *" $1 "*) return 0 ;; esac
  return 1
}

put_plan() { # steps
  put_list steps "$(printf '%s' "$1" | tr ' ' '\n')" 12 16
  put_text wantedSource "$wanted_source" 256
  put_known obstacle "$obstacle" 300
}
