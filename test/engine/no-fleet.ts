// The fleet and its desk where nobody asks them for anything.

import type {PlaybookSettings} from '../../src/domain/fleet/playbook-settings.ts';
import {usualWaves} from '../../src/domain/fleet/run.ts';
import type {FleetDesk} from '../../src/engine/fleet/fleet-desk-port.ts';
import type {Fleet} from '../../src/fleet/fleet.ts';
import {playbooks} from '../../src/fleet/playbooks/registry.ts';

/** No run is recorded, and none can be begun. */
export const noFleet: Fleet = {
  begin: refuse,
  runs: async () => [],
  problems: async () => [],
  resume: refuse,
  stop() {},
  stopped: async () => {},
};

/** What the configuration says when it says nothing. */
export const usualPlaybooks: PlaybookSettings = {waves: usualWaves, isShellOn: false};

/** A desk that only notes what it was asked for. */
export function notingDesk(note: (what: string) => void): FleetDesk {
  const words = (...parts: readonly unknown[]) =>
    note(parts.map(part => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '));
  return {
    playbooks: playbooks.filter(({isOffByDefault}) => isOffByDefault !== true),
    run: (playbookId, aim) => words('run', playbookId, aim),
    choose: aim => words('choose', aim),
    chosen: id => words('chosen', id),
    follow: (run, playbookId, instances) => words('follow', run, playbookId, instances),
    proceed: run => words('proceed', run),
    abort: run => words('abort', run),
    retry: (run, instances) => words('retry', run, instances),
    saveReport: run => words('save', run),
    leaving: () => 'go',
    cancel: () => words('leave choice'),
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('no test of this part runs anything on hosts'));
}
