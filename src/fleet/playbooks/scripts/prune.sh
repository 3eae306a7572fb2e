# What of Docker's may go: containers that ended more than an hour ago, and images that nothing uses. Never volumes, and never
# the images of ECS's own agent: without its pause image no task in awsvpc mode starts until the agent is restarted.
# Parameter: ECSDECK_IMAGES (dangling: those without a name; unused: all without a container).

# Ids of ended containers, a line each.
prunable_containers() {
  an_hour_ago=$(($(date -u +%s) - 3600))
  for id in $(ask_docker ps --all --quiet --no-trunc --filter status=exited --filter status=dead || true); do
    ended=$(ask_docker inspect --format '{{.State.FinishedAt}}' "$id" || true)
    ended=$(date -u -d "$ended" +%s 2>/dev/null || true)
    if [ -n "$ended" ] && [ "$ended" -le "$an_hour_ago" ]; then echo "$id"; fi
  done
}

container_name() {
  ask_docker inspect --format '{{.Name}}' "$1" | sed 's#^/##' || true
}

# Ids of the images that containers use which stay. Containers that go do not hold theirs.
used_images() {
  for id in $(ask_docker ps --all --quiet --no-trunc || true); do
    case " $going " in *" $id "*) ;; *) ask_docker inspect --format '{{.Image}}' "$id" || true ;; esac
  done
}

# Lines of id and name.
prunable_images() {
  used=$(used_images)
  if [ "$ECSDECK_IMAGES" = unused ]; then set --; else set -- --filter dangling=true; fi
  ask_docker images --no-trunc "$@" --format '{{.ID}} {{.Repository}}:{{.Tag}}' | while read -r id name; do
    case $name in *amazon-ecs-* | *ecs-service-connect* | *amazon/amazon-ecs*) continue ;; esac
    case "$used" in *"$id"*) ;; *) echo "$id $name" ;; esac
  done
}

look_prunable() {
  doing='asking Docker what nothing uses'
  if ! ask_docker version >/dev/null; then fail 'Docker does not answer.'; fi
  container_ids=$(prunable_containers)
  going=$(printf '%s' "$container_ids" | tr '\n' ' ')
  image_lines=$(prunable_images)
  image_ids=$(printf '%s\n' "$image_lines" | cut -d ' ' -f 1 | sort -u)
}

count_lines() {
  printf '%s' "$1" | awk 'END {print NR}'
}

sum_of_sizes() {
  for id in $image_ids; do ask_docker image inspect --format '{{.Size}}' "$id" || true; done | awk '{sum += $1} END {printf "%.0f\n", sum}'
}

prunable_names() {
  for id in $(printf '%s\n' "$container_ids" | head -n 8); do printf 'container %s\n' "$(container_name "$id")"; done
  printf '%s\n' "$image_lines" | awk 'NF {id = substr($1, 8, 12); print "image", ($2 == "<none>:<none>" ? id : $2)}' | head -n 20
}

put_prunable() {
  put_number containers "$(count_lines "$container_ids")"
  put_number images "$(count_lines "$image_ids")"
  put_number bytes "$(sum_of_sizes)"
  put_list names "$(prunable_names)" 20 70
}
