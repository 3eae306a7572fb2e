// docker-prune: gives back the disk that ended containers and images without use hold.

import type {Finding} from '../../domain/fleet/finding.ts';
import {bytes, plural} from '../../domain/format/quantity.ts';
import {noText, type SafeText, text} from '../../domain/safe-text.ts';
import type {Playbook} from '../playbook.ts';
import {type AnswerFields, cannotWithoutAnswer, known, readAnswer} from './answer-reader.ts';
import {cell} from './cells.ts';
import {oneOf} from './parameters.ts';
import {hostScript} from './script.ts';
import {knownSystems} from './systems.ts';

function understand(fields: AnswerFields): Finding {
  const counts = {
    containers: fields.number('containers') ?? 0,
    images: fields.number('images') ?? 0,
    bytes: fields.number('bytes') ?? 0,
  };
  const freeBytes = fields.number('freeBytes');
  const freeBytesBefore = fields.number('freeBytesBefore');
  const refused = fields.number('refused');
  const values = {...known({freeBytes, freeBytesBefore, refused}), ...counts, names: fields.list('names')};
  const what = text`${plural(counts.containers, 'ended container')} and ${plural(counts.images, 'unused image')}, up to ${bytes(counts.bytes)}`;
  if (counts.containers + counts.images === 0) return {verdict: 'OK', tone: 'ok', summary: text`nothing to remove`, values};
  if (fields.result === 'looked') return {verdict: 'PRUNABLE', tone: 'plain', summary: what, values};
  const won = (freeBytes ?? 0) - (freeBytesBefore ?? freeBytes ?? 0);
  const still = refused ? text`; Docker kept ${refused} that are in use` : text``;
  return {verdict: 'CHANGED', tone: 'ok', summary: text`removed ${what}; ${bytes(won)} more are free${still}`, values};
}

/** Counts first, then the names. */
function plan(finding: Finding | undefined): readonly SafeText[] {
  if (finding === undefined || finding.verdict !== 'PRUNABLE') return [];
  const names = finding.values.names;
  const listed = Array.isArray(names) ? names.map(name => text`removes ${name}`) : [];
  const counted = Number(finding.values.containers) + Number(finding.values.images);
  const more = counted > listed.length ? [text`and ${counted - listed.length} more`] : [];
  return [text`removes ${finding.summary}; no volumes, and none of ECS's own images`, ...listed, ...more];
}

function bytesCell({values}: Finding, name: string): SafeText {
  const count = values[name];
  return typeof count === 'number' ? text`${bytes(count)}` : noText;
}

/** Nothing is forced: what is in use by the time of the removal stays. What came after the check is no failure. */
export const dockerPrune: Playbook = {
  id: 'docker-prune',
  title: 'Prune Docker',
  summary: 'Removes containers that ended more than an hour ago and images that nothing uses; the plan lists them, volumes stay.',
  effect: 'destroy',
  parameters: [
    {
      name: 'images',
      label: text`Images: dangling (without a name) or unused (all without a container)`,
      initial: 'dangling',
      example: 'unused',
      parse: oneOf('dangling', 'unused'),
    },
  ],
  platforms: [...knownSystems, 'any other Linux with Docker'],
  check: hostScript('docker-prune', ['docker', 'prune', 'prune-check'], 300),
  apply: hostScript('docker-prune', ['docker', 'prune', 'docker-prune'], 1800),
  read: output => readAnswer('docker-prune', output, understand),
  plan,
  cannot: cannotWithoutAnswer,
  isAsWanted: ({verdict}) => verdict === 'OK' || verdict === 'PRUNABLE',
  columns: [
    {title: 'CONTAINERS', width: 10, text: finding => cell(finding, 'containers')},
    {title: 'IMAGES', width: 6, text: finding => cell(finding, 'images')},
    {title: 'SIZE', width: 9, text: finding => bytesCell(finding, 'bytes')},
    {title: 'FREE', width: 9, text: finding => bytesCell(finding, 'freeBytes')},
  ],
};
