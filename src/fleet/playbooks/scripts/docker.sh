# Docker, asked with a limit of time: a daemon that hangs answers never.

ask_docker() { # arguments of docker
  limited 20 docker "$@" 2>/dev/null
}

refuse_without_docker() {
  if ! has docker; then unsupported 'Docker is not installed on this host.'; fi
}

look_docker() {
  doing='asking Docker'
  is_active='' version='' containers='' is_live_restore=''
  if unit_is_active docker; then is_active=yes; fi
  told=$(ask_docker info --format '{{.ServerVersion}} {{.ContainersRunning}} {{.LiveRestoreEnabled}}' || true)
  case $told in
    [0-9]*' '*' '*)
      version=${told%% *}
      containers=$(printf '%s' "$told" | cut -d ' ' -f 2)
      if [ "${told##* }" = true ]; then is_live_restore=yes; fi
      ;;
  esac
}

put_docker() {
  put_flag isActive "$is_active"
  put_known version "$version" 40
  put_number containers "$containers"
  put_flag isLiveRestore "$is_live_restore"
}

# The file system with Docker's data, else the root's.
docker_folder() {
  if [ -d /var/lib/docker ]; then echo /var/lib/docker; else echo /; fi
}

free_bytes() {
  df -P -k "$(docker_folder)" 2>/dev/null | awk 'NR == 2 {printf "%.0f\n", $4 * 1024}'
}
