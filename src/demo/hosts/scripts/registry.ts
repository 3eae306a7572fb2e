// The playbooks that the demo's hosts know how to play.

import {openScript} from '../envelope.ts';
import type {Host} from '../host.ts';
import type {HostBook} from '../host-book.ts';
import type {Timeline} from '../timeline.ts';
import {agentRestart} from './agent.ts';
import {diskReport} from './disk.ts';
import {dockerPrune, dockerRestart} from './docker.ts';
import {reboot} from './reboot.ts';
import {answered, head, type PlayScript, type ScriptRun, takes} from './script.ts';
import {plainCommands, shell} from './shell.ts';
import {timeCheck, timeFix} from './time.ts';

const players: Readonly<Record<string, PlayScript>> = {
  'time-check': timeCheck,
  'time-fix': timeFix,
  'agent-restart': agentRestart,
  'docker-restart': dockerRestart,
  'disk-report': diskReport,
  'docker-prune': dockerPrune,
  reboot,
  shell,
};

/** Those that do the same on every Linux, also on one that the others do not know. */
const forAllSystems = new Set(['disk-report', 'shell']);

/** Begins a command's script on a host. */
export function beginScript(
  host: Host,
  commands: readonly string[],
  world: {readonly book: HostBook; readonly timeline: Timeline},
): ScriptRun {
  const packed = openScript(commands);
  const play = packed && Object.hasOwn(players, packed.playbook) ? players[packed.playbook] : undefined;
  if (packed === undefined || play === undefined) return plainCommands(host, commands);
  const call = {...packed, ...world, host};
  if (host.system.family !== 'other' || forAllSystems.has(packed.playbook)) return play(call);
  const why = 'Bottlerocket is changed by its own API only (apiclient, from the control container).';
  return {seconds: takes(call, 0.5, 1.5), end: () => answered(head(call, 'unsupported', why))};
}
