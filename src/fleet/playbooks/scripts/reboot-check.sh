# reboot, check: tells of this boot.
know_system
refuse_unknown_system
put_boot
answer looked
