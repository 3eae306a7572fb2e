// Systems Manager where nobody asks it for anything.

import type {RunCommandChanges, RunCommandReads} from '../../src/domain/run-command.ts';

/** No host is managed, and nothing can be sent. */
export const noRunCommand: {readonly runCommand: RunCommandReads; readonly runCommandChanges: RunCommandChanges} = {
  runCommand: {
    managedHosts: async () => [],
    invocations: async () => [],
    output: refuse,
    async *commandsSentAfter() {},
  },
  runCommandChanges: {send: refuse, cancel: refuse},
};

function refuse(): Promise<never> {
  return Promise.reject(new Error('no test of this part sends anything to hosts'));
}
