# time-fix, check: tells clock, zone and what would be done.
know_system
refuse_unknown_system
look_time
plan_time
put_time
put_plan "$steps"
answer looked
