# time-fix: does what the plan says, and looks again. What goes wrong leaves the host with the time service that it had.

done_steps=''
stopped=''    # rivals that were stopped, and run again if it comes to nothing
held=''       # the configuration whose `makestep` is held back
policy=''     # what keeps apt from starting chrony
edited=''     # whether the configuration has been changed

did() {
  done_steps="$done_steps${done_steps:+ }$1"
}

put_report() {
  put_time
  put_plan "$done_steps"
  put_list backups "$backups" 4 80
  put_number offsetBefore "$offset_before"
  put_known zoneBefore "$zone_before"
}

give_up() { # sentence
  put_back
  look_time
  put_report
  fail "$1"
}

put_back() {
  if [ -n "$held" ]; then
    mv -f "$chrony_conf.ecsdeck-held" "$chrony_conf"
    held=''
  fi
  if [ -n "$policy" ]; then
    rm -f /usr/sbin/policy-rc.d
    policy=''
  fi
}

# A run that was killed may have left it so.
mend_earlier_run() {
  if [ -f "$chrony_conf.ecsdeck-held" ]; then run mv -f "$chrony_conf.ecsdeck-held" "$chrony_conf"; fi
  if grep -qs '^# ecsdeck$' /usr/sbin/policy-rc.d; then run rm -f /usr/sbin/policy-rc.d; fi
}

# Debian starts a service as soon as it is installed, which would let the clock jump by `makestep` of the usual configuration.
hold_apt_from_starting() {
  if [ -e /usr/sbin/policy-rc.d ] || [ ! -d /usr/sbin ]; then return 0; fi
  # shellcheck disable=SC2016
  printf '#!/bin/sh\n# ecsdeck\n%s\n' 'case $1 in chrony*) exit 101 ;; esac' >/usr/sbin/policy-rc.d
  policy=yes
  chmod 755 /usr/sbin/policy-rc.d
}

# First everything is fetched: apt takes an old time service away in the same breath as it installs the new one.
apt_install() {
  set -- apt-get --quiet --yes --no-install-recommends --option Dpkg::Options::=--force-confold --option DPkg::Lock::Timeout=60 install chrony
  export DEBIAN_FRONTEND=noninteractive
  run limited 300 "$@" --download-only || { run limited 300 apt-get --quiet update && run limited 300 "$@" --download-only; } || return 1
  hold_apt_from_starting
  run "$@"
}

install_chrony() {
  doing='installing chrony'
  case $family in
    debian | ubuntu) apt_install ;;
    *) if has dnf; then run limited 500 dnf -y install chrony; else run limited 500 yum -y install chrony; fi ;;
  esac || give_up "chrony could not be installed, and nothing else was changed: $(last_words)"
  put_back
  has_chrony || give_up 'chrony was installed, but its programs are not there.'
  did install
}

# Everything stays as it is but the lines that an earlier run wrote.
write_source() {
  doing="writing $chrony_conf"
  awk -v begin="$block_begin" -v end="$block_end" '$0 == begin {own = 1} !own; $0 == end {own = 0}' "$chrony_conf" >"$work/rest"
  cp "$work/rest" "$work/new"
  if ! wanted_is_in "$(sources_of "$work/rest")"; then
    { echo "$block_begin" && wanted_lines && echo "$block_end"; } >>"$work/new"
  fi
  edit_file "$chrony_conf" || give_up "$chrony_conf could not be written: $(last_words)"
  edited=yes
  did source
}

# chrony lets the clock jump at its first measurements where its configuration says `makestep`. It is started without that
# line, and the line is put back once it follows a source: the running chrony does not read it again, the next boot does.
hold_makestep() {
  if [ "$ECSDECK_MODE" = step ] || ! grep -Eqi '^[[:space:]]*(makestep|initstepslew)' "$chrony_conf"; then return 0; fi
  doing="holding makestep back in $chrony_conf"
  awk 'tolower($1) ~ /^(makestep|initstepslew)$/ {printf "# "} {print}' "$chrony_conf" >"$work/new"
  run cp -p "$chrony_conf" "$chrony_conf.ecsdeck-held" || give_up "$chrony_conf could not be written: $(last_words)"
  held=yes
  replace_file "$chrony_conf" || give_up "$chrony_conf could not be written: $(last_words)"
}

stop_rivals() {
  doing='stopping the other time services'
  for rival in $(printf '%s' "$rivals" | tr ',' ' '); do
    if unit_is_active "$rival"; then
      unit_do stop "$rival" || give_up "$rival could not be stopped: $(last_words)"
      stopped="$stopped $rival"
    fi
  done
}

go_back() {
  put_back
  if [ -n "$edited" ]; then
    run cp -p "$chrony_conf.ecsdeck-$stamp" "$chrony_conf" || true
    done_steps=$(printf '%s' "$done_steps" | sed 's/ *source//')
  fi
  if [ -n "$was_active" ]; then renew_chrony restart || true; else unit_do stop "$chrony_unit" || true; fi
  for rival in $stopped; do unit_do start "$rival" || true; done
}

wait_for_source() {
  doing='waiting until chrony follows a source'
  tries=20
  while [ "$tries" -gt 0 ]; do
    is_synchronized=''
    look_at_chrony
    if [ -n "$is_synchronized" ]; then return 0; fi
    tries=$((tries - 1))
    sleep 2
  done
  return 1
}

# An init script may start the new one while the old is still ending, which lets the new one give up.
renew_chrony() { # start or restart
  if [ "$1" = start ] || has_systemd; then
    unit_do "$1" "$chrony_unit"
    return
  fi
  unit_do stop "$chrony_unit" || return 1
  tries=20
  while [ "$tries" -gt 0 ] && { unit_is_active "$chrony_unit" || pidof chronyd >/dev/null 2>&1; }; do
    tries=$((tries - 1))
    sleep 1
  done
  unit_do start "$chrony_unit"
}

start_chrony() { # start or restart
  was_synchronized=$is_synchronized
  was_active=''
  if unit_is_active "$chrony_unit"; then was_active=yes; fi
  hold_makestep
  stop_rivals
  doing="starting $chrony_unit"
  if ! renew_chrony "$1" || ! unit_is_active "$chrony_unit"; then
    reason=$(last_words)
    go_back
    give_up "$chrony_unit does not start, everything is as it was: $reason"
  fi
  if ! wait_for_source; then
    if [ -n "$was_synchronized" ]; then
      go_back
      give_up "chrony found no time at $wanted_source within 40 seconds, so everything is as it was."
    fi
    did "$1"
    give_up "chrony runs, but found no time at $wanted_source within 40 seconds: can this host reach it (UDP port 123)?"
  fi
  put_back
  did "$1"
}

disable_rivals() {
  stop_rivals
  for rival in $(printf '%s' "$rivals" | tr ',' ' '); do
    if unit_exists "$rival"; then unit_disable "$rival" || give_up "$rival could not be kept from starting at boot: $(last_words)"; fi
  done
  did rivals
}

fix_clock() {
  if has_step source; then write_source; fi
  if has_step start; then start_chrony start; fi
  if has_step restart; then start_chrony restart; fi
  doing='letting chrony start at boot'
  if has_step enable; then
    unit_enable "$chrony_unit" || give_up "$chrony_unit could not be enabled: $(last_words)"
    did enable
  fi
  doing='stopping the other time services'
  if has_step rivals; then disable_rivals; fi
  doing='stepping the clock'
  if has_step step; then
    run chronyc -a makestep || give_up "chronyc makestep: $(last_words)"
    did step
  fi
}

set_zone() {
  doing='setting the zone'
  if [ -e /etc/localtime ] && [ ! -L /etc/localtime ]; then back_up /etc/localtime || give_up "/etc could not be written: $(last_words)"; fi
  if has_systemd && has timedatectl; then run timedatectl set-timezone "$ECSDECK_ZONE"; else link_zone; fi ||
    give_up "The zone could not be set: $(last_words)"
  look_zone
  is_same_zone "${zone:-none}" "$ECSDECK_ZONE" || give_up "The zone was set, but /etc/localtime still says ${zone:-nothing}."
  did zone
}

link_zone() {
  if ! run ln -sf "/usr/share/zoneinfo/$ECSDECK_ZONE" /etc/localtime.ecsdeck-new; then return 1; fi
  if ! run mv -fT /etc/localtime.ecsdeck-new /etc/localtime; then
    rm -f /etc/localtime.ecsdeck-new
    return 1
  fi
  if [ -f /etc/timezone ]; then
    printf '%s\n' "$ECSDECK_ZONE" >"$work/new"
    edit_file /etc/timezone
  fi
}

# On Amazon Linux 1 the next update of tzdata copies the zone of this file over /etc/localtime.
set_zone_file() {
  doing='writing /etc/sysconfig/clock'
  if [ ! -e /etc/sysconfig/clock ]; then : >/etc/sysconfig/clock; fi
  { grep -v '^ZONE=' /etc/sysconfig/clock || true; } >"$work/new"
  printf 'ZONE="%s"\n' "$ECSDECK_ZONE" >>"$work/new"
  edit_file /etc/sysconfig/clock || give_up "/etc/sysconfig/clock could not be written: $(last_words)"
  did zone-file
}

restart_zone_users() {
  doing='restarting cron and rsyslog'
  for user in $users; do
    unit_do restart "$user" || give_up "$user could not be restarted after the change of the zone: $(last_words)"
  done
  did zone-users
}

fix_zone() {
  if has_step zone; then set_zone; fi
  if has_step zone-file; then set_zone_file; fi
  if has_step zone-users; then restart_zone_users; fi
}

know_system
refuse_unknown_system
open_log
know_chrony
mend_earlier_run
look_time
offset_before=$offset
zone_before=$zone
plan_time
if [ -n "$obstacle" ]; then
  put_report
  fail "$obstacle"
fi
if has_step install; then
  install_chrony
  look_time
  plan_time
fi
fix_clock
fix_zone
result=unchanged
if [ -n "$done_steps" ]; then
  result=changed
  look_time
fi
put_report
if [ -z "$is_active" ] || [ "$service" != chronyd ]; then fail 'chrony was started, but runs no longer: look at the log of the system.'; fi
answer "$result"
