# agent-restart, check: tells what the ECS agent says of itself.
know_system
refuse_without_agent
look_agent
put_agent
answer looked
