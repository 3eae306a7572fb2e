// agent-restart: the ECS agent anew, for a container instance whose agent is disconnected.

import type {Finding} from '../../domain/fleet/finding.ts';
import {text} from '../../domain/safe-text.ts';
import type {Playbook} from '../playbook.ts';
import {type AnswerFields, cannotWithoutAnswer, known, readAnswer} from './answer-reader.ts';
import {cell} from './cells.ts';
import {hostScript} from './script.ts';
import {knownSystems} from './systems.ts';

function understand(fields: AnswerFields): Finding {
  const version = fields.text('version');
  const cluster = fields.text('cluster');
  const values = known({
    isActive: fields.flag('isActive'),
    version,
    cluster,
    containerInstance: fields.text('containerInstance'),
    seconds: fields.number('seconds'),
  });
  if (fields.flag('isActive') !== true) return {verdict: 'DOWN', tone: 'bad', summary: text`the ECS agent does not run`, values};
  if (fields.text('containerInstance') === undefined) {
    return {verdict: 'UNREGISTERED', tone: 'warn', summary: text`the ECS agent runs, but is registered in no cluster`, values};
  }
  const place = text`agent ${version ?? 'of an unknown version'} in ${cluster ?? 'an unknown cluster'}`;
  if (fields.result === 'looked') return {verdict: 'OK', tone: 'ok', summary: place, values};
  return {verdict: 'CHANGED', tone: 'ok', summary: text`${place}, back after ${fields.number('seconds') ?? 0} s`, values};
}

/** Tasks go on meanwhile; nothing is placed on the host until the agent is back. */
export const agentRestart: Playbook = {
  id: 'agent-restart',
  title: 'Restart the ECS agent',
  summary: 'Restarts the ECS agent of each host, and waits until it is registered again; tasks go on.',
  effect: 'change',
  parameters: [],
  platforms: knownSystems,
  check: hostScript('agent-restart', ['agent', 'agent-check'], 60),
  apply: hostScript('agent-restart', ['agent', 'agent-restart'], 300),
  read: output => readAnswer('agent-restart', output, understand),
  plan: () => [text`restarts the ECS agent; tasks go on, and none is placed here until it is back`],
  cannot: cannotWithoutAnswer,
  isAsWanted: ({verdict}) => verdict === 'OK',
  columns: [
    {title: 'AGENT', width: 10, text: finding => cell(finding, 'version')},
    {title: 'CLUSTER', width: 20, text: finding => cell(finding, 'cluster')},
  ],
};
