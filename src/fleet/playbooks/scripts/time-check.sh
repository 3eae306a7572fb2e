# time-check: tells clock and zone.
know_system
refuse_unknown_system
look_time
put_time
answer looked
