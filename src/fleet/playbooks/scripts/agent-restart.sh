# agent-restart: restarts the ECS agent, and waits until it is registered again. Tasks go on.
know_system
refuse_without_agent
open_log
doing='restarting the ECS agent'
began=$(date +%s)
ecs_do restart || fail "The ECS agent could not be restarted: $(last_words)"
left=60
while look_agent && [ -z "$(agent_value ContainerInstanceArn)" ] && [ "$left" -gt 0 ]; do
  left=$((left - 1))
  sleep 1
done
put_agent
put_number seconds "$(($(date +%s) - began))"
if [ -z "$is_active" ]; then fail 'The ECS agent was restarted, but does not run: look at /var/log/ecs/ecs-agent.log.'; fi
if [ -z "$(agent_value ContainerInstanceArn)" ]; then
  fail 'The ECS agent runs, but was not registered in a cluster within a minute: look at /var/log/ecs/ecs-agent.log.'
fi
answer changed
