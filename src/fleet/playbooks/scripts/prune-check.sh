# docker-prune, check: tells what would go.
know_system
refuse_without_docker
look_prunable
put_prunable
put_number freeBytes "$(free_bytes)"
answer looked
