// `s`: sets a service's desired count, and nothing else.

import {rawArnName} from '../src/domain/format/arn.ts';
import {plural} from '../src/domain/format/quantity.ts';
import type {Region} from '../src/domain/ports.ts';
import {text} from '../src/domain/safe-text.ts';
import {suspensionWords} from '../src/domain/scaling/policy-words.ts';
import type {Service} from '../src/domain/service.ts';
import {type Consequence, defineCommand} from './command.ts';
import {line, orUnknown} from './consequence.ts';
import {protectedTasks} from './protected-tasks.ts';
import {readRoom, taskNeeds} from './room.ts';
import {desiredAfter, parseScale, type ScaleAnswer} from './scale-answer.ts';
import {boundsWords, placeOf} from './scaling-facts.ts';
import {deploymentLines, primaryDeployment, runsOnInstances, serviceProgress} from './service-facts.ts';

function sizeLines(row: Service, wanted: number): readonly Consequence[] {
  const now = line('plain', text`now: ${row.desired} desired, ${row.running} running, ${row.pending} pending`);
  if (wanted === row.desired) return [now, line('warn', text`the desired count is ${wanted} already: nothing changes`)];
  if (wanted === 0) return [now, line('bad', text`every task of ${row.name} stops: the service is down until it is scaled up again`)];
  if (wanted < row.desired) return [now, line('warn', text`${plural(row.desired - wanted, 'task')} will be stopped, chosen by ECS`)];
  if (row.desired > 0 && wanted >= row.desired * 5)
    return [now, line('warn', text`that is ${Math.floor(wanted / row.desired)} times as many: is the number right?`)];
  return [now];
}

async function scalingLines(aws: Region, row: Service, wanted: number, signal: AbortSignal): Promise<readonly Consequence[]> {
  const [target] = await aws.scaling.targets([placeOf(row)], signal);
  if (target === undefined) return [];
  const {minimum, maximum, suspension} = target;
  const bounds = boundsWords(target);
  const suspended = suspensionWords(suspension);
  if (suspended === 'all') return [line('quiet', text`auto scaling (${bounds}) is suspended and leaves the count alone`)];
  const keeps =
    suspended === 'nothing'
      ? line('plain', text`auto scaling keeps it within ${bounds} and may change it again (z suspends it)`)
      : line('plain', text`auto scaling (${bounds}) may change it again, but for ${suspended}, which is suspended`);
  if (wanted >= minimum && wanted <= maximum) return [keeps];
  return [keeps, line('warn', text`${wanted} is outside ${bounds}: auto scaling will move it back when it next acts; m sets other bounds`)];
}

async function roomLines(aws: Region, row: Service, wanted: number, signal: AbortSignal): Promise<readonly Consequence[]> {
  const more = wanted - row.running - row.pending;
  if (more <= 0 || !runsOnInstances(row)) return [];
  const needs = taskNeeds(await aws.ecs.taskDefinition(row.taskDefinitionArn, signal));
  const room = await readRoom(aws, row.clusterArn, needs, more, signal);
  const each = `${needs.cpu} CPU units, ${needs.memory} MiB${needs.ports.length > 0 ? `, host port ${needs.ports.join(' and ')}` : ''} each`;
  if (room.tasks >= more) {
    return [line('ok', text`there is room for ${plural(more, 'more task')} (${each}; constraints and placement strategy not counted)`)];
  }
  const grows = row.capacityProviderStrategy.length > 0 ? '; its capacity provider may add instances' : '';
  return [
    line(
      'bad',
      text`room for about ${room.tasks} of ${plural(more, 'more task')} (${each}; the most that any of ${plural(room.instancesRead, 'instance')} has free: ${room.mostFreeCpu} CPU units, ${room.mostFreeMemory} MiB)${grows}`,
    ),
  ];
}

/** Scale: `s`, `ecsdeck scale SERVICE N`. */
export const scaleService = defineCommand<'service', ScaleAnswer>({
  id: 'service.scale',
  key: 's',
  title: 'Scale',
  verb: 'scale',
  lastWord: {name: 'N', example: '4', help: 'N is a number, or +2 or -1 for a step.'},
  target: 'service',
  effect: 'change',
  needs: ['ecs:UpdateService'],

  ask(rows) {
    const [first] = rows;
    const isShared = first !== undefined && rows.every(row => row.desired === first.desired);
    return {
      label: rows.length > 1 ? text`Desired count of each (5, +2, -1)` : text`Desired count (5, +2, -1)`,
      initial: isShared ? String(first.desired) : '',
      parse: parseScale,
    };
  },

  disabled(row) {
    if (row.schedulingStrategy === 'DAEMON')
      return text`${row.name} is a DAEMON service: it has one task per instance and no desired count to set`;
    if (row.status !== 'ACTIVE') return text`${row.name} is ${row.status}: only an ACTIVE service can be scaled`;
    return undefined;
  },

  describe: (row, answer) => text`${row.name}: ${row.desired} → ${plural(desiredAfter(row.desired, answer), 'task')}`,

  async preview(aws, row, answer, signal) {
    const wanted = desiredAfter(row.desired, answer);
    const [scaling, room, protectedOnes] = await Promise.all([
      orUnknown('the bounds of auto scaling', signal, () => scalingLines(aws, row, wanted, signal)),
      orUnknown('whether there is room', signal, () => roomLines(aws, row, wanted, signal)),
      wanted < row.desired ? protectedTasks(aws, row.clusterArn, row.name, signal) : [],
    ]);
    const deployment = deploymentLines(row, 'ECS carries the new count over to it');
    return [...sizeLines(row, wanted), ...protectedOnes, ...scaling, ...deployment, ...room];
  },

  confirm(rows, answer) {
    const downed = rows.filter(row => desiredAfter(row.desired, answer) === 0 && row.desired > 0);
    const [first] = downed;
    if (first === undefined) return {type: 'key'};
    return {type: 'phrase', phrase: rows.length === 1 ? `zero ${first.name}` : `zero ${plural(downed.length, 'service')}`};
  },

  fingerprint: row => ({
    status: row.status,
    'desired count': row.desired,
    'task definition': rawArnName(row.taskDefinitionArn),
    deployment: primaryDeployment(row)?.id ?? row.taskSets.map(set => set.id).join(' '),
  }),

  run: (changes, row, answer, signal) => changes.scaleService(row.clusterArn, row.name, desiredAfter(row.desired, answer), signal),

  undo: before => ({title: text`scale ${before.name} back to ${before.desired}`, answer: {type: 'to', count: before.desired}}),

  hasArrived: (before, after, answer) => after.desired === desiredAfter(before.desired, answer),

  progress(before, after, answer) {
    const wanted = desiredAfter(before.desired, answer);
    if (after.desired !== wanted && after.desired !== before.desired) {
      return {isDone: true, hasFailed: true, note: text`someone or auto scaling set the desired count to ${after.desired}`};
    }
    return serviceProgress(after, wanted);
  },
});
