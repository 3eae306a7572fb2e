// What clock and zone of a host mean. For time-check and time-fix alike, so that they never judge one host differently.

import {isSameZone} from '../../domain/container-timezone.ts';
import type {Finding} from '../../domain/fleet/finding.ts';
import {noText, type SafeText, text} from '../../domain/safe-text.ts';
import type {Tone} from '../../domain/tone.ts';
import type {FindingColumn} from '../playbook.ts';
import {type AnswerFields, known} from './answer-reader.ts';
import {cell} from './cells.ts';
import {driftLimit, offsetText} from './clock-offset.ts';

/** What is right and wrong with a host's time: the gravest first. `SLEWING`: it is on its way. `AT_RISK`: right now, but it may not stay so. */
type TimeVerdict = 'DRIFT' | 'SLEWING' | 'UNSYNCED' | 'WRONG_ZONE' | 'WRONG_SOURCE' | 'AT_RISK' | 'OK';

const tones: Readonly<Record<TimeVerdict, Tone>> = {
  DRIFT: 'bad',
  SLEWING: 'busy',
  UNSYNCED: 'warn',
  WRONG_ZONE: 'warn',
  WRONG_SOURCE: 'warn',
  AT_RISK: 'warn',
  OK: 'ok',
};

interface Fault {
  readonly verdict: TimeVerdict;
  readonly sentence: SafeText;
}

/** Judges an answer by the zone that is wanted; an empty one judges none. */
export function timeFinding(fields: AnswerFields, wantedZone: string): Finding {
  const faults = [...clockFaults(fields), ...zoneFaults(fields, wantedZone), ...setupFaults(fields)];
  const verdict = faults[0]?.verdict ?? 'OK';
  const sentences = faults.length > 0 ? faults.map(({sentence}) => sentence) : [steadySentence(fields)];
  const summary = sentences.reduce((all, one) => text`${all}; ${one}`);
  return {verdict, tone: tones[verdict], summary, values: timeValues(fields)};
}

function steadySentence(fields: AnswerFields): SafeText {
  return text`${fields.text('service') ?? 'none'} follows ${fields.text('following') ?? 'its source'}, zone ${fields.text('zone') ?? 'unknown'}`;
}

function clockFaults(fields: AnswerFields): readonly Fault[] {
  const offset = fields.number('offset');
  const toldBy = fields.text('offsetBy');
  const service = fields.text('service') ?? 'none';
  const isActive = fields.flag('isActive') === true;
  const isSynchronized = isActive && fields.flag('isSynchronized') === true;
  const faults: Fault[] = [];
  if (offset !== undefined && Math.abs(offset) > driftLimit(toldBy)) {
    const far = text`clock ${offsetText(offset, toldBy)} ${offset > 0 ? 'ahead' : 'behind'}`;
    if (isSynchronized && service === 'chronyd') faults.push({verdict: 'SLEWING', sentence: text`${far}, on its way back`});
    else faults.push({verdict: 'DRIFT', sentence: far});
  }
  if (service === 'none') faults.push({verdict: 'UNSYNCED', sentence: text`no time service is installed`});
  else if (!isActive) faults.push({verdict: 'UNSYNCED', sentence: text`${service} does not run`});
  else if (!isSynchronized) faults.push({verdict: 'UNSYNCED', sentence: text`${service} runs, but follows no source`});
  return faults;
}

function zoneFaults(fields: AnswerFields, wantedZone: string): readonly Fault[] {
  if (wantedZone === '') return [];
  const zone = fields.text('zone') ?? 'unknown';
  const faults: Fault[] = [];
  if (!isSameZone(zone, wantedZone)) faults.push({verdict: 'WRONG_ZONE', sentence: text`zone ${zone}, not ${wantedZone}`});
  const noted = fields.text('zoneFile');
  if (noted !== undefined && !isSameZone(noted, wantedZone)) {
    faults.push({verdict: 'AT_RISK', sentence: text`/etc/sysconfig/clock says ${noted}`});
  }
  return faults;
}

function setupFaults(fields: AnswerFields): readonly Fault[] {
  const faults: Fault[] = [];
  const service = fields.text('service') ?? 'none';
  if (fields.list('steps').includes('source')) {
    const source = fields.text('source') || 'none';
    faults.push({verdict: 'WRONG_SOURCE', sentence: text`source ${source}, not ${fields.text('wantedSource') ?? ''}`});
  }
  if (service !== 'none' && fields.flag('isEnabled') === false) {
    faults.push({verdict: 'AT_RISK', sentence: text`${service} does not start at boot`});
  }
  const others = (fields.text('rivals') ?? '').split(',').filter(rival => rival !== '' && rival !== service);
  if (others.length > 0) faults.push({verdict: 'AT_RISK', sentence: text`${others.join(', ')} too keeps the clock`});
  return faults;
}

const texts = [
  'zone',
  'zoneFile',
  'service',
  'source',
  'following',
  'offsetBy',
  'rivals',
  'wantedSource',
  'obstacle',
  'zoneBefore',
] as const;
const flags = ['isActive', 'isEnabled', 'isSynchronized'] as const;
const numbers = ['offset', 'offsetBefore'] as const;

function timeValues(fields: AnswerFields): Finding['values'] {
  const lists = ['steps', 'backups'].filter(name => fields.list(name).length > 0);
  return known({
    ...Object.fromEntries(texts.map(name => [name, fields.text(name)])),
    ...Object.fromEntries(flags.map(name => [name, fields.flag(name)])),
    ...Object.fromEntries(numbers.map(name => [name, fields.number(name)])),
    ...Object.fromEntries(lists.map(name => [name, fields.list(name)])),
  });
}

/** The columns of both. */
export const timeColumns: readonly FindingColumn[] = [
  {title: 'OFFSET', width: 10, text: offsetCell},
  {title: 'ZONE', width: 18, text: finding => cell(finding, 'zone')},
  {title: 'SERVICE', width: 17, text: finding => cell(finding, 'service')},
  {title: 'SOURCE', width: 20, text: finding => cell(finding, 'following') || cell(finding, 'source')},
];

function offsetCell({values}: Finding): SafeText {
  const {offset, offsetBy} = values;
  return typeof offset === 'number' ? text`${offsetText(offset, typeof offsetBy === 'string' ? offsetBy : undefined)}` : noText;
}
