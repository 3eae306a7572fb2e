# docker-restart, check: tells how Docker is.
know_system
refuse_unknown_system
refuse_without_docker
look_docker
put_docker
answer looked
