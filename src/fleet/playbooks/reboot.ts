// reboot: drained, restarted and back, one host at a time.

import type {Finding} from '../../domain/fleet/finding.ts';
import {age} from '../../domain/format/age.ts';
import {noText, type SafeText, text} from '../../domain/safe-text.ts';
import type {Playbook} from '../playbook.ts';
import {type AnswerFields, cannotWithoutAnswer, known, readAnswer} from './answer-reader.ts';
import {cell} from './cells.ts';
import {hostScript} from './script.ts';
import {knownSystems} from './systems.ts';

function understand(fields: AnswerFields): Finding {
  const uptimeSeconds = fields.number('uptimeSeconds') ?? 0;
  const values = known({
    bootId: fields.text('bootId'),
    uptimeSeconds,
    kernel: fields.text('kernel'),
    isWanted: fields.flag('isWanted'),
    seconds: fields.number('seconds'),
  });
  if (fields.result === 'changed') {
    return {verdict: 'RESTARTING', tone: 'busy', summary: text`goes down in ${fields.number('seconds') ?? 60} s`, values};
  }
  const state = text`up ${age(uptimeSeconds * 1000)}, kernel ${fields.text('kernel') ?? 'unknown'}`;
  if (fields.flag('isWanted') === true)
    return {verdict: 'REBOOT_WANTED', tone: 'warn', summary: text`${state}; the system asks for a restart`, values};
  return {verdict: 'OK', tone: 'ok', summary: state, values};
}

/** What a host is when no boot is known of it, is no other boot. */
function isOtherBoot(finding: Finding, before: Finding | undefined): boolean {
  const bootId = finding.values.bootId;
  return typeof bootId === 'string' && bootId !== '' && bootId !== before?.values.bootId;
}

function uptimeCell({values}: Finding): SafeText {
  const uptime = values.uptimeSeconds;
  return typeof uptime === 'number' ? text`${age(uptime * 1000)}` : noText;
}

/** The host is ACTIVE again only when its agent answers from another boot. */
export const reboot: Playbook = {
  id: 'reboot',
  title: 'Restart hosts',
  summary: 'Drains each host, restarts it, and makes it ACTIVE again once it is back; one at a time.',
  effect: 'destroy',
  parameters: [],
  platforms: knownSystems,
  check: hostScript('reboot', ['boot', 'reboot-check'], 90),
  apply: hostScript('reboot', ['boot', 'reboot'], 90),
  read: output => readAnswer('reboot', output, understand),
  plan: () => [text`drains the host, restarts it, and makes it ACTIVE again when its agent is back`],
  cannot: cannotWithoutAnswer,
  isAsWanted: (finding, _values, before) => isOtherBoot(finding, before),
  columns: [
    {title: 'UP', width: 6, text: uptimeCell},
    {title: 'KERNEL', width: 26, text: finding => cell(finding, 'kernel')},
  ],
  drainsFirst: true,
  restartsHost: true,
};
