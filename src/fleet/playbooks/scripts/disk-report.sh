# disk-report: tells how full the disks are. Writes no file, because there may be no room for one.
know_system
doing='asking for the file systems'
# Those of containers would be each a line more, and tell nothing new.
table=$(limited 20 df -P -k 2>/dev/null | awk 'NR > 1 && $1 ~ /^\// && $6 !~ /^\/(var\/lib\/docker|run|boot\/efi)\//' || true)
inodes=$(limited 20 df -P -i 2>/dev/null | awk 'NR > 1 {print $6, $5 + 0}' || true)
if [ -z "$table" ]; then table=$(limited 20 df -P -k / | awk 'NR > 1'); fi
inodes_of() { # mount point
  printf '%s\n' "$inodes" | awk -v mount="$1" '$1 == mount {found = $2} END {print found + 0}'
}
lines=$(printf '%s\n' "$table" | sort -k 5,5nr | while read -r _ size _ _ used mount; do
  printf '%s %s GB %s used %s%% inodes\n' "$mount" "$(awk -v size="$size" 'BEGIN {printf "%.1f", size / 976562.5}')" "$used" "$(inodes_of "$mount")"
done)
fullest=$(printf '%s\n' "$table" | sort -k 5,5nr | awk 'NR == 1 {print $6}')
put_list fileSystems "$lines" 8 80
put_text fullest "$fullest" 80
put_number fullestPercent "$(printf '%s\n' "$table" | sort -k 5,5nr | awk 'NR == 1 {print $5 + 0}')"
put_number inodesPercent "$(inodes_of "$fullest")"
put_number freeBytes "$(free_bytes)"
if has docker; then
  doing='asking Docker for its disk use'
  put_list docker "$(ask_docker system df --format '{{.Type}} {{.TotalCount}} {{.Size}} reclaimable {{.Reclaimable}}' || true)" 6 100
else
  put_list docker '' 1 1
fi
answer looked
