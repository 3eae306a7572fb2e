# reboot: in a minute, so that the answer is out before. Exit code 194 would let the agent run this once more after it.
know_system
refuse_unknown_system
open_log
put_boot
doing='ordering the restart'
if has_systemd; then run shutdown -r +1 || fail "The restart was refused: $(last_words)"; else
  # There, shutdown itself waits for the minute.
  nohup shutdown -r +1 >/dev/null 2>&1 &
fi
put_number seconds 60
answer changed
