// The systems that the scripts know, by the names that the docs use.

/** All that the scripts tell apart (scripts/system.sh). */
export const knownSystems = [
  'Amazon Linux 1',
  'Amazon Linux 2',
  'Amazon Linux 2023',
  'RHEL, CentOS, Rocky, AlmaLinux',
  'Debian',
  'Ubuntu',
] as const;
