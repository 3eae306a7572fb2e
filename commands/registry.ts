// Every command there is. The keyboard, the palette, help and the headless verbs read this list.

import type {Kind} from '../src/domain/kind.ts';
import {activateInstance} from './activate-instance.ts';
import type {AnyCommand} from './command.ts';
import {continueDeployment} from './continue-deployment.ts';
import {continueService} from './continue-service.ts';
import {deployPastRevision} from './deploy-past-revision.ts';
import {deployRevision} from './deploy-revision.ts';
import {drainInstance} from './drain-instance.ts';
import {openContainerShell} from './open-container-shell.ts';
import {openHostShell} from './open-host-shell.ts';
import {openShell} from './open-shell.ts';
import {redeployService} from './redeploy-service.ts';
import {resumeScaling} from './resume-scaling.ts';
import {rollBackDeployment} from './roll-back-deployment.ts';
import {rollBackService} from './roll-back-service.ts';
import {scaleService} from './scale-service.ts';
import {setScalingBounds} from './set-scaling-bounds.ts';
import {stopTask} from './stop-task.ts';
import {suspendScaling} from './suspend-scaling.ts';

/** All commands, in the order in which help shows them. */
export const commands: readonly AnyCommand[] = [
  scaleService,
  redeployService,
  deployRevision,
  rollBackService,
  continueService,
  rollBackDeployment,
  continueDeployment,
  deployPastRevision,
  setScalingBounds,
  suspendScaling,
  resumeScaling,
  openShell,
  openContainerShell,
  stopTask,
  drainInstance,
  activateInstance,
  openHostShell,
];

/** The command of a key on rows of a kind. */
export function commandFor(kind: Kind, key: string): AnyCommand | undefined {
  return commands.find(command => command.target === kind && command.key === key);
}

/** The commands that are verbs of the command line. */
export const verbs: readonly AnyCommand[] = commands.filter(({isForScreen}) => !isForScreen);

/** The command of a headless verb: `scale`. */
export function findVerb(verb: string): AnyCommand | undefined {
  return verbs.find(command => command.verb === verb);
}

/** The command of an id: `service.scale`. */
export function findCommand(id: string): AnyCommand | undefined {
  return commands.find(command => command.id === id);
}
