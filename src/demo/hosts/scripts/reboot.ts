// reboot on a host: it answers first, and goes away a minute later.

import type {RebootAnswer} from '../../../domain/fleet/answers.ts';
import {answered, head, type PlayScript, type ScriptCall, takes} from './script.ts';

/** The script orders the restart for a minute later, so that its answer is out before. */
const graceSeconds = 60;

/** reboot. */
export const reboot: PlayScript = call => {
  const {book, host, timeline} = call;
  if (call.script === 'check')
    return {seconds: takes(call, 0.5, 1.5), end: () => answered<RebootAnswer>({...head(call, 'looked'), ...look(call)})};
  return {
    seconds: takes(call, 0.5, 1.5),
    end() {
      timeline.later(graceSeconds * 1000, () => book.reboot(host));
      return answered<RebootAnswer>({...head(call, 'changed'), ...look(call), seconds: graceSeconds});
    },
  };
};

function look({host, timeline}: ScriptCall): Omit<RebootAnswer, 'ecsdeck' | 'result' | 'system' | 'family'> {
  const uptimeSeconds = Math.floor((timeline.now - host.bootedAt) / 1000);
  // Half a year of updates has not been started yet.
  return {bootId: host.bootId, uptimeSeconds, kernel: host.system.kernel, isWanted: uptimeSeconds > 180 * 86_400};
}
