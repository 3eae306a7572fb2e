// Why a task stopped, in a few words: from its stop code, its reason, and its containers' exit codes and reasons.
// The families of reasons are ECS's own: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html

import {type SafeText, safeText, text} from '../safe-text.ts';
import type {Container, Task} from '../task.ts';
import type {Tone} from '../tone.ts';
import {exitCodeWords} from './exit-code.ts';

/** Why a task stopped. The same causes have the same words, so that tasks can be grouped by them. */
export interface StopCause {
  /** `bad` and `warn` are failures; `quiet` is what was asked for. */
  readonly tone: Tone;
  readonly cause: SafeText;
}

/** The words of a reason that are worth their place in a cell. */
const reasonLength = 80;

/** Why a task stopped or is being stopped. */
export function stopCause(task: Task): StopCause {
  return outOfMemory(task) ?? byReason(task) ?? byCode(task) ?? byExit(task) ?? unexplained(task);
}

/** True when the task did not stop because someone, or a deployment, wanted it to. */
export function isFailure(cause: StopCause): boolean {
  return cause.tone === 'bad' || cause.tone === 'warn';
}

function outOfMemory(task: Task): StopCause | undefined {
  const killed = task.containers.find(container => /OutOfMemory/i.test(container.reason ?? ''));
  if (!killed) return /^OutOfMemory/i.test(task.stoppedReason ?? '') ? {tone: 'bad', cause: text`OutOfMemory`} : undefined;
  const code = killed.exitCode === undefined ? '' : `exit ${killed.exitCode} `;
  return {tone: 'bad', cause: text`${containerPrefix(task, killed)}${code}OutOfMemory`};
}

/** Reasons that are clearer than the stop code that comes with them. */
const reasonFamilies: readonly {readonly pattern: RegExp; cause(rest: string): StopCause}[] = [
  {pattern: /CannotPull(?:Container|Image|ImageManifest|ContainerImage)?\w*:?\s*/i, cause: rest => bad(`image pull failed: ${rest}`)},
  {pattern: /ResourceInitializationError:?\s*/i, cause: rest => bad(`could not start: ${rest}`)},
  {pattern: /CannotStartContainerError:?\s*/i, cause: rest => bad(`container did not start: ${rest}`)},
  {pattern: /CannotCreateVolumeError:?\s*/i, cause: rest => bad(`volume not created: ${rest}`)},
  {pattern: /CannotInspectContainerError:?\s*/i, cause: rest => bad(`docker does not answer: ${rest}`)},
  {pattern: /CannotStopContainerError:?\s*/i, cause: rest => bad(`container did not stop: ${rest}`)},
  {pattern: /ContainerRuntime(?:Timeout)?Error:?\s*/i, cause: rest => bad(`container runtime failed: ${rest}`)},
  {pattern: /InternalError:?\s*/, cause: rest => bad(`ECS failed: ${rest}`)},
  {pattern: /failed ELB health checks/i, cause: () => bad('load balancer health check failed')},
  {pattern: /failed container health checks/i, cause: () => bad('health check failed')},
  {pattern: /Scaling activity initiated by/i, cause: () => quiet('scaled down or replaced by a deployment')},
  {pattern: /(?:Host EC2|EC2 instance|container instance).*(?:terminat|stopped|deregist)/i, cause: () => warn('its host went away')},
  {
    pattern: /(?:drain|Spot ?Interruption)/i,
    cause: rest => (/spot/i.test(rest) ? warn('spot interruption') : quiet('its host is drained')),
  },
];

function byReason(task: Task): StopCause | undefined {
  if (task.stopCode === 'UserInitiated') return undefined;
  const reasons = [task.stoppedReason, ...task.containers.map(container => container.reason)].filter(reason => reason !== undefined);
  for (const {pattern, cause} of reasonFamilies) {
    for (const reason of reasons) {
      const found = pattern.exec(reason);
      if (found) return cause(gist(reason.slice(found.index).replace(/^\w+Error:?\s*/, '')));
    }
  }
  return undefined;
}

function byCode(task: Task): StopCause | undefined {
  switch (task.stopCode) {
    case 'UserInitiated':
      return {tone: 'quiet', cause: stoppedByPerson(task.stoppedReason)};
    case 'ServiceSchedulerInitiated':
      return quiet(task.stoppedReason === undefined ? 'stopped by the service' : `stopped by the service: ${gist(task.stoppedReason)}`);
    case 'SpotInterruption':
      return warn('spot interruption');
    case 'TerminationNotice':
      return warn('its host went away');
    case 'InfrastructureHealth':
      return bad('its host failed');
    case 'TaskFailedToStart':
      return bad(`failed to start: ${gist(reasonOf(task) ?? 'ECS gives no reason')}`);
    default:
      return undefined;
  }
}

function byExit(task: Task): StopCause | undefined {
  const exited = task.containers.filter(container => container.exitCode !== undefined);
  // A sidecar that was told to stop (143) is not the cause; the container that failed by itself is.
  const culprit = exited.toSorted((one, other) => suspicion(other) - suspicion(one))[0];
  if (culprit?.exitCode === undefined) return undefined;
  const words = text`${containerPrefix(task, culprit)}${exitCodeWords(culprit.exitCode)}`;
  if (culprit.exitCode !== 0) return {tone: 'bad', cause: words};
  // A job that ends is done; a service's task that ends by itself is restarted for ever.
  return task.group.startsWith('service:') ? {tone: 'warn', cause: text`${words}: ended by itself`} : {tone: 'quiet', cause: words};
}

function suspicion(container: Container): number {
  if (container.exitCode === 0) return 0;
  return container.exitCode === 143 ? 1 : 2;
}

function unexplained(task: Task): StopCause {
  const reason = reasonOf(task);
  return {
    tone: task.stoppedAt === undefined ? 'busy' : 'warn',
    cause: reason === undefined ? text`no reason given` : safeText(gist(reason)),
  };
}

function stoppedByPerson(reason: string | undefined): SafeText {
  const isDefault = reason === undefined || /^Task stopped by user$/i.test(reason);
  return isDefault ? text`stopped by a person` : text`stopped by a person: ${gist(reason)}`;
}

function reasonOf(task: Task): string | undefined {
  return task.stoppedReason ?? task.containers.find(container => container.reason !== undefined)?.reason;
}

/** Only a task of several containers needs to say which one it was. */
function containerPrefix(task: Task, container: Container): string {
  return task.containers.length > 1 ? `${container.name}: ` : '';
}

/** The telling part of a reason, without Docker's preamble. */
function gist(reason: string): string {
  const told = reason.replace(/^(?:\w+Error:\s*)?(?:Error response from daemon:\s*)?/i, '').trim();
  return told.length > reasonLength ? `${told.slice(0, reasonLength - 1)}…` : told;
}

const bad = (cause: string): StopCause => ({tone: 'bad', cause: safeText(cause)});
const warn = (cause: string): StopCause => ({tone: 'warn', cause: safeText(cause)});
const quiet = (cause: string): StopCause => ({tone: 'quiet', cause: safeText(cause)});
