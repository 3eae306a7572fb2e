// How a container is.

import {text} from '../safe-text.ts';
import type {Container} from '../task.ts';
import {exitCodeWords} from './exit-code.ts';
import {healthy, type Verdict} from './verdict.ts';

/** The verdict on one container. */
export function containerVerdict(container: Container): Verdict {
  const reason = container.reason === undefined ? text`` : text`${container.reason}`;
  if (container.exitCode !== undefined) {
    const words = exitCodeWords(container.exitCode);
    const note = reason === '' ? text`${words}` : text`${words}: ${reason}`;
    return {tone: container.exitCode === 0 ? 'quiet' : 'bad', note};
  }
  if (container.lastStatus === 'STOPPED') return {tone: 'bad', note: reason === '' ? text`stopped without an exit code` : reason};
  if (container.health === 'UNHEALTHY') return {tone: 'bad', note: reason === '' ? text`its health check fails` : reason};
  if (container.lastStatus !== 'RUNNING') return {tone: 'busy', note: reason === '' ? text`${container.lastStatus.toLowerCase()}` : reason};
  return reason === '' ? healthy : {tone: 'warn', note: reason};
}
