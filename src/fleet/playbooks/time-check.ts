// time-check: what the clock and the zone of each host are.

import {text} from '../../domain/safe-text.ts';
import type {Playbook} from '../playbook.ts';
import {readAnswer} from './answer-reader.ts';
import {parseZoneOrNone} from './parameters.ts';
import {hostScript} from './script.ts';
import {knownSystems} from './systems.ts';
import {timeColumns, timeFinding} from './time-finding.ts';

/** Looks, and judges by the zone where one is given. */
export const timeCheck: Playbook = {
  id: 'time-check',
  title: 'Check clock and zone',
  summary: 'Tells of each host how far its clock is off, what keeps it, and which zone it is in; changes nothing.',
  effect: 'read',
  parameters: [
    {name: 'zone', label: text`Zone that all should be in (empty: any)`, initial: '', example: 'Asia/Shanghai', parse: parseZoneOrNone},
  ],
  platforms: knownSystems,
  check: hostScript('time-check', ['time-look', 'time-check'], 60),
  read: (output, values) => readAnswer('time-check', output, fields => timeFinding(fields, values.zone ?? '')),
  plan: () => [],
  isAsWanted: ({verdict}) => verdict === 'OK',
  columns: timeColumns,
};
