# This boot of the host, and whether the system asks for another.

put_boot() {
  doing='looking at this boot'
  put_text bootId "$(cat /proc/sys/kernel/random/boot_id)" 40
  put_number uptimeSeconds "$(cut -d . -f 1 /proc/uptime)"
  put_text kernel "$(uname -r)" 80
  is_wanted=''
  if [ -e /var/run/reboot-required ]; then is_wanted=yes; fi
  # Its exit code says the same of a failure.
  if has needs-restarting && limited 60 needs-restarting -r 2>/dev/null | grep -qi 'reboot is required'; then is_wanted=yes; fi
  put_flag isWanted "$is_wanted"
}
