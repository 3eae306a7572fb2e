# Which system this is, and how its services are asked and told. `system` and `family` are set here.

# A value of /etc/os-release. Not sourced, because that would run it.
os_value() {
  if [ -r /etc/os-release ]; then sed -n "s/^$1=//p" /etc/os-release | head -n 1 | tr -d "\"'"; fi
}

know_system() {
  doing='looking which system this is'
  system=$(os_value PRETTY_NAME)
  case $(os_value ID):$(os_value VERSION_ID) in
    amzn:2) family=amazon-linux-2 ;;
    amzn:2023*) family=amazon-linux-2023 ;;
    amzn:201[0-9].*) family=amazon-linux-1 ;;
    debian:*) family=debian ;;
    ubuntu:*) family=ubuntu ;;
    rhel:* | centos:* | rocky:* | almalinux:* | ol:* | fedora:*) family=rhel ;;
    bottlerocket:*) family=other ;;
    *)
      case " $(os_value ID_LIKE) " in
        *' rhel '* | *' centos '*) family=rhel ;;
        *' ubuntu '*) family=ubuntu ;;
        *' debian '*) family=debian ;;
      esac
      ;;
  esac
  # The agent of Bottlerocket runs in a container of Amazon Linux, which says so of itself.
  if [ -S /run/api.sock ] || [ -d /.bottlerocket ] || has apiclient; then
    family=other
    system=Bottlerocket
  fi
  system=${system:-unknown}
}

# Ends here on a system that no script knows.
refuse_unknown_system() {
  if [ "$family" != other ]; then return 0; fi
  case $system in
    Bottlerocket*) unsupported 'Bottlerocket is changed by its own API only (apiclient, from the control container).' ;;
    Flatcar* | *CoreOS*) unsupported "$system has no package manager and a read-only /usr: this playbook does not know it." ;;
    *) unsupported "This playbook does not know $system." ;;
  esac
}

has_systemd() {
  [ -d /run/systemd/system ] && has systemctl
}

unit_exists() {
  if has_systemd; then systemctl cat "$1.service" >/dev/null 2>&1; else [ -x "/etc/init.d/$1" ]; fi
}

unit_is_active() {
  if has_systemd; then systemctl is-active --quiet "$1.service"; else
    [ -x "/etc/init.d/$1" ] && service "$1" status >/dev/null 2>&1
  fi
}

# Whether it starts at boot.
unit_is_enabled() {
  if has_systemd; then systemctl is-enabled --quiet "$1.service" 2>/dev/null
  elif has chkconfig; then chkconfig "$1" >/dev/null 2>&1
  else ls /etc/rc[2345].d/S[0-9][0-9]"$1" >/dev/null 2>&1; fi
}

unit_do() { # start, stop or restart; unit
  if has_systemd; then run systemctl "$1" "$2.service"; else run service "$2" "$1"; fi
}

unit_enable() {
  if has_systemd; then run systemctl enable "$1.service"
  elif has chkconfig; then run chkconfig "$1" on
  else run update-rc.d "$1" enable; fi
}

unit_disable() {
  if has_systemd; then run systemctl disable "$1.service"
  elif has chkconfig; then run chkconfig "$1" off
  else run update-rc.d "$1" disable; fi
}

# The machine's own word that it is an EC2 instance: Nitro, then Xen.
is_ec2() {
  grep -qi amazon /sys/devices/virtual/dmi/id/sys_vendor /sys/devices/virtual/dmi/id/bios_version 2>/dev/null ||
    grep -qi '^ec2' /sys/hypervisor/uuid 2>/dev/null
}
