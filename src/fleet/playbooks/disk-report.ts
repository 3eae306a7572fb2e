// disk-report: how full the disks of each host are, and what of it Docker could give back.

import type {Finding} from '../../domain/fleet/finding.ts';
import {bytes} from '../../domain/format/quantity.ts';
import {noText, type SafeText, text} from '../../domain/safe-text.ts';
import type {Playbook} from '../playbook.ts';
import {type AnswerFields, known, readAnswer} from './answer-reader.ts';
import {cell} from './cells.ts';
import {hostScript} from './script.ts';
import {knownSystems} from './systems.ts';

const full = 95;
const filling = 85;

function understand(fields: AnswerFields): Finding {
  const used = fields.number('fullestPercent') ?? 0;
  const inodes = fields.number('inodesPercent') ?? 0;
  const fullest = fields.text('fullest') ?? '/';
  const values = known({
    fullest,
    fullestPercent: used,
    inodesPercent: inodes,
    freeBytes: fields.number('freeBytes'),
    fileSystems: fields.list('fileSystems'),
    docker: fields.list('docker'),
  });
  const state = inodes > used ? text`${fullest} has ${inodes}% of its inodes used` : text`${fullest} is ${used}% full`;
  const reclaimable = fields.list('docker').find(line => line.startsWith('Images'));
  const summary = reclaimable === undefined ? state : text`${state}; Docker: ${reclaimable}`;
  const most = Math.max(used, inodes);
  if (most >= full) return {verdict: 'FULL', tone: 'bad', summary, values};
  if (most >= filling) return {verdict: 'FILLING', tone: 'warn', summary, values};
  return {verdict: 'OK', tone: 'ok', summary, values};
}

function percentCell(finding: Finding, name: string): SafeText {
  const value = cell(finding, name);
  return value === '' ? noText : text`${value}%`;
}

function freeCell({values}: Finding): SafeText {
  const free = values.freeBytes;
  return typeof free === 'number' ? text`${bytes(free)}` : noText;
}

/** The fullest file system decides. */
export const diskReport: Playbook = {
  id: 'disk-report',
  title: 'Report disk use',
  summary: 'Tells of each host how full its file systems are, inodes too, and what Docker holds; changes nothing.',
  effect: 'read',
  parameters: [],
  platforms: [...knownSystems, 'any other Linux'],
  check: hostScript('disk-report', ['docker', 'disk-report'], 90),
  read: output => readAnswer('disk-report', output, understand),
  plan: () => [],
  isAsWanted: ({verdict}) => verdict === 'OK',
  columns: [
    {title: 'USED', width: 5, text: finding => percentCell(finding, 'fullestPercent')},
    {title: 'INODES', width: 6, text: finding => percentCell(finding, 'inodesPercent')},
    {title: 'FREE', width: 9, text: freeCell},
    {title: 'ON', width: 16, text: finding => cell(finding, 'fullest')},
  ],
};
