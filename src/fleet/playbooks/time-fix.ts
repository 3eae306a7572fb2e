// time-fix: makes the hosts agree on clock and zone. The host itself says which steps it needs (scripts/time-plan.sh); here they
// become sentences.

import type {TimeStep} from '../../domain/fleet/answers.ts';
import type {Finding, ParameterValues} from '../../domain/fleet/finding.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {Playbook} from '../playbook.ts';
import {type AnswerFields, cannotWithoutAnswer, readAnswer} from './answer-reader.ts';
import {cell} from './cells.ts';
import {driftLimit, offsetText, slewTime} from './clock-offset.ts';
import {oneOf, parseSource, parseZone} from './parameters.ts';
import {hostScript} from './script.ts';
import {knownSystems} from './systems.ts';
import {timeColumns, timeFinding} from './time-finding.ts';

type Sentence = (finding: Finding, values: ParameterValues) => SafeText;

/** What each step does, in the order in which a host does them. */
const sentences: Readonly<Record<TimeStep, Sentence>> = {
  install: finding => text`installs chrony with ${installer(finding)}`,
  source: finding =>
    text`adds the source ${cell(finding, 'wantedSource')} to ${configuration(finding)}, keeping a copy; other sources stay`,
  start: (finding, values) => text`starts chrony${onTheWay(finding, values)}`,
  restart: (finding, values) => text`restarts chrony${onTheWay(finding, values)}`,
  enable: () => text`lets chrony start at boot`,
  rivals: finding =>
    text`stops ${cell(finding, 'rivals')}, and keeps it from starting at boot; it stays installed where chrony can stand beside it`,
  step: finding => text`lets the clock jump by ${offsetOf(finding)} at once: leases, TTLs and cron see it`,
  zone: (finding, values) => text`sets the zone: ${cell(finding, 'zone') || 'unknown'} → ${values.zone ?? ''}; containers keep their own`,
  'zone-file': (_, values) => text`writes ${values.zone ?? ''} into /etc/sysconfig/clock, keeping a copy`,
  'zone-users': () => text`restarts cron and rsyslog, which remember the old zone`,
};

const steps = Object.entries(sentences);

function installer({values}: Finding): string {
  const {family} = values;
  if (family === 'debian' || family === 'ubuntu') return 'apt, which takes away a time service that cannot stand beside it';
  return family === 'amazon-linux-1' || family === 'amazon-linux-2' ? 'yum' : 'dnf or yum';
}

function configuration({values}: Finding): string {
  return values.family === 'debian' || values.family === 'ubuntu' ? '/etc/chrony/chrony.conf' : '/etc/chrony.conf';
}

function offsetOf({values}: Finding): string {
  const {offset, offsetBy} = values;
  return typeof offset === 'number' ? offsetText(-offset, typeof offsetBy === 'string' ? offsetBy : undefined) : 'an unknown span';
}

/** Starting chrony on a clock that is far off slews it, which takes its time. */
function onTheWay({values}: Finding, {mode}: ParameterValues): SafeText {
  const {offset, offsetBy} = values;
  if (typeof offset !== 'number' || Math.abs(offset) <= driftLimit(typeof offsetBy === 'string' ? offsetBy : undefined)) return text``;
  if (mode === 'step') return text`, which may let the clock jump`;
  return text`, which makes the clock ${offset > 0 ? 'slower' : 'faster'} until it is right, in about ${slewTime(offset)}`;
}

function plan(finding: Finding | undefined, values: ParameterValues): readonly SafeText[] {
  const wanted = finding?.values.steps;
  if (finding === undefined || !Array.isArray(wanted)) return [];
  return steps.flatMap(([step, sentence]) => (wanted.includes(step) ? [sentence(finding, values)] : []));
}

function understand(fields: AnswerFields, values: ParameterValues): Finding {
  const finding = timeFinding(fields, values.zone ?? '');
  const obstacle = fields.text('obstacle');
  if (obstacle !== undefined) return {...finding, summary: text`${finding.summary}; ${obstacle}`};
  if (fields.result !== 'changed') return finding;
  return {...finding, verdict: 'CHANGED', tone: 'ok', summary: text`did ${fields.list('steps').join(', ')}; ${finding.summary}`};
}

function cannot(finding: Finding): SafeText | undefined {
  const obstacle = finding.values.obstacle;
  return cannotWithoutAnswer(finding) ?? (typeof obstacle === 'string' ? text`${obstacle}` : undefined);
}

/** A clock that is slewed may be far off for minutes yet: that is what was asked for. */
function isAsWanted({verdict}: Finding, {mode}: ParameterValues): boolean {
  return verdict === 'OK' || (verdict === 'SLEWING' && mode !== 'step');
}

/** chrony, its source, and the zone. */
export const timeFix: Playbook = {
  id: 'time-fix',
  title: 'Fix clock and zone',
  summary: 'Makes each host keep its clock by chrony and one source, and sets its zone; changes only what differs, and keeps copies.',
  effect: 'change',
  parameters: [
    {name: 'zone', label: text`Zone`, initial: 'UTC', example: 'Asia/Shanghai', parse: parseZone},
    {
      name: 'source',
      label: text`Time source: amazon, ptp or servers`,
      initial: 'amazon',
      example: 'ntp1.example.com,10.0.0.5',
      parse: parseSource,
    },
    {name: 'mode', label: text`Clock: slew (smoothly) or step (jump)`, initial: 'slew', example: 'slew', parse: oneOf('slew', 'step')},
  ],
  platforms: knownSystems,
  check: hostScript('time-fix', ['time-look', 'time-plan', 'time-fix-check'], 60),
  apply: hostScript('time-fix', ['time-look', 'time-plan', 'files', 'time-fix'], 900),
  read: (output, values) => readAnswer('time-fix', output, fields => understand(fields, values)),
  plan,
  cannot,
  isAsWanted,
  columns: timeColumns,
};
