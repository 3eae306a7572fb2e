// docker-restart: Docker anew, for a daemon that hangs.

import type {Finding} from '../../domain/fleet/finding.ts';
import {plural} from '../../domain/format/quantity.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {Playbook} from '../playbook.ts';
import {type AnswerFields, cannotWithoutAnswer, known, readAnswer} from './answer-reader.ts';
import {cell} from './cells.ts';
import {hostScript} from './script.ts';
import {knownSystems} from './systems.ts';

function understand(fields: AnswerFields): Finding {
  const version = fields.text('version');
  const containers = fields.number('containers');
  const values = known({
    isActive: fields.flag('isActive'),
    version,
    containers,
    isLiveRestore: fields.flag('isLiveRestore'),
    containersBefore: fields.number('containersBefore'),
    seconds: fields.number('seconds'),
  });
  if (fields.flag('isActive') !== true) return {verdict: 'DOWN', tone: 'bad', summary: text`Docker does not run`, values};
  if (version === undefined) return {verdict: 'HANGS', tone: 'bad', summary: text`Docker runs, but does not answer`, values};
  const state = text`Docker ${version}, ${plural(containers ?? 0, 'container')} running`;
  if (fields.result === 'looked') return {verdict: 'OK', tone: 'ok', summary: state, values};
  return {verdict: 'CHANGED', tone: 'ok', summary: text`${state}, back after ${fields.number('seconds') ?? 0} s`, values};
}

function plan(finding: Finding | undefined): readonly SafeText[] {
  if (finding?.values.isLiveRestore === true) return [text`restarts Docker; its containers go on (live-restore)`];
  const containers = finding?.values.containers;
  const all = typeof containers === 'number' ? plural(containers, 'running container') : 'all running containers';
  return [text`restarts Docker, which ends ${all}; ECS starts the tasks of services anew`];
}

/** Ends every container of the host, unless Docker is set to keep them. */
export const dockerRestart: Playbook = {
  id: 'docker-restart',
  title: 'Restart Docker',
  summary: 'Restarts Docker on each host, and waits until it answers; containers end, unless live-restore is set.',
  effect: 'destroy',
  parameters: [],
  platforms: knownSystems,
  check: hostScript('docker-restart', ['docker', 'docker-check'], 90),
  apply: hostScript('docker-restart', ['docker', 'docker-restart'], 600),
  read: output => readAnswer('docker-restart', output, understand),
  plan,
  cannot: cannotWithoutAnswer,
  isAsWanted: ({verdict}) => verdict === 'OK',
  columns: [
    {title: 'DOCKER', width: 10, text: finding => cell(finding, 'version')},
    {title: 'CONTAINERS', width: 10, text: finding => cell(finding, 'containers')},
  ],
};
