# docker-prune: removes it, each by its id and without force, so that Docker itself refuses what is in use by now.
know_system
refuse_without_docker
open_log
look_prunable
put_prunable
put_number freeBytesBefore "$(free_bytes)"
refused=0
removed=0
doing='removing what nothing uses'
for id in $container_ids; do
  if run limited 60 docker rm "$id"; then removed=$((removed + 1)); else refused=$((refused + 1)); fi
done
# An image with several names goes name by name.
while read -r id name; do
  if [ -z "$id" ]; then continue; fi
  case $name in *'<none>'*) name=$id ;; esac
  if run limited 120 docker rmi "$name"; then removed=$((removed + 1)); else refused=$((refused + 1)); fi
done <<END_OF_IMAGES
$image_lines
END_OF_IMAGES
put_number freeBytes "$(free_bytes)"
put_number refused "$refused"
if [ "$removed" = 0 ] && [ "$refused" -gt 0 ]; then fail "Docker removed nothing: $(last_words)"; fi
if [ "$removed" = 0 ]; then answer unchanged; else answer changed; fi
