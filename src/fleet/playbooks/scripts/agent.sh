# The ECS agent: a service ecs, of Upstart on Amazon Linux 1. It tells of itself on a port of the host.

ecs_do() { # start, stop or restart
  if [ "$family" = amazon-linux-1 ]; then
    # Upstart's restart fails on a job that does not run.
    if [ "$1" = restart ]; then run stop ecs || true; fi
    run start ecs
  else
    unit_do "$1" ecs
  fi
}

ecs_is_active() {
  if [ "$family" = amazon-linux-1 ]; then
    case $(status ecs 2>/dev/null) in *start/running*) return 0 ;; *) return 1 ;; esac
  fi
  unit_is_active ecs
}

ecs_exists() {
  if [ "$family" = amazon-linux-1 ]; then [ -e /etc/init/ecs.conf ]; else unit_exists ecs; fi
}

agent_value() { # name
  printf '%s\n' "$metadata" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"
}

look_agent() {
  doing='asking the ECS agent'
  is_active='' metadata=''
  if ecs_is_active; then is_active=yes; fi
  address=http://127.0.0.1:51678/v1/metadata
  if has curl; then metadata=$(curl --silent --noproxy '*' --max-time 3 "$address" || true)
  elif has wget; then metadata=$(wget --quiet --no-proxy --tries=1 --timeout=3 -O - "$address" || true); fi
}

put_agent() {
  put_flag isActive "$is_active"
  put_known version "$(agent_value Version | sed 's/.*v\([0-9][0-9.]*\).*/\1/')" 40
  put_known cluster "$(agent_value Cluster)" 255
  put_known containerInstance "$(agent_value ContainerInstanceArn)" 255
}

refuse_without_agent() {
  refuse_unknown_system
  if ! ecs_exists; then unsupported 'There is no service ecs on this host: its agent was started in another way.'; fi
}
