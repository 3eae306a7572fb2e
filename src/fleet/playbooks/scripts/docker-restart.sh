# docker-restart: restarts Docker, and waits until it answers. The ECS agent is a container of it, and comes back by its own service.
know_system
refuse_unknown_system
refuse_without_docker
open_log
look_docker
containers_before=$containers
doing='restarting Docker'
began=$(date +%s)
unit_do restart docker || fail "Docker could not be restarted: $(last_words)"
left=60
while look_docker && [ -z "$version" ] && [ "$left" -gt 0 ]; do
  left=$((left - 1))
  sleep 1
done
put_docker
put_number containersBefore "$containers_before"
put_number seconds "$(($(date +%s) - began))"
if [ -z "$version" ]; then fail 'Docker was restarted, but did not answer within a minute: look at journalctl -u docker or /var/log/docker.'; fi
answer changed
