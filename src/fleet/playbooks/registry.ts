// Every playbook there is. Screens, palette, headless verbs and docs read this list.

import type {Playbook} from '../playbook.ts';
import {agentRestart} from './agent-restart.ts';
import {diskReport} from './disk-report.ts';
import {dockerPrune} from './docker-prune.ts';
import {dockerRestart} from './docker-restart.ts';
import {reboot} from './reboot.ts';
import {shell} from './shell.ts';
import {timeCheck} from './time-check.ts';
import {timeFix} from './time-fix.ts';

/** All playbooks, in the order in which they are offered. */
export const playbooks: readonly Playbook[] = [timeCheck, timeFix, diskReport, agentRestart, dockerPrune, dockerRestart, reboot, shell];

/** The playbook of an id: `time-fix`. */
export function findPlaybook(id: string): Playbook | undefined {
  return playbooks.find(playbook => playbook.id === id);
}
