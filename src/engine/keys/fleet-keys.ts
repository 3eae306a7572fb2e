// The keys of runs over hosts: on the table of instances, on the table of runs, and on the hosts of a run.

import {choiceMoved, choiceTyped} from '../../../store/dialogs.ts';
import type {ChooseDialog, TableScreen} from '../../../store/state.ts';
import type {Action} from '../../domain/keys.ts';
import {text} from '../../domain/safe-text.ts';
import type {Press} from './key-names.ts';
import {type KeyPorts, say} from './key-ports.ts';
import {selectedIds} from './table-keys.ts';
import {edited} from './text-field.ts';

/** Does what a key asks for on hosts or runs; false when it is not theirs to do. */
export function actOnFleet(ports: KeyPorts, action: Action, screen: TableScreen): boolean {
  switch (action) {
    case 'checkTime':
      onInstances(ports, screen, (cluster, instances) => ports.fleet.run('time-check', {cluster, instances}));
      return true;
    case 'runPlaybook':
      onInstances(ports, screen, (cluster, instances) => ports.fleet.choose({cluster, instances}));
      return true;
    case 'fixTime':
      onRun(ports, screen, run => ports.fleet.follow(run, 'time-fix', [...screen.marks]));
      return true;
    case 'proceedRun':
      onRun(ports, screen, run => ports.fleet.proceed(run));
      return true;
    case 'abortRun':
      onRun(ports, screen, run => ports.fleet.abort(run));
      return true;
    case 'retryRun':
      onRun(ports, screen, run => ports.fleet.retry(run, screen.kind === 'fleet-host' ? [...screen.marks] : []));
      return true;
    case 'saveReport':
      onRun(ports, screen, run => ports.fleet.saveReport(run));
      return true;
    default:
      return false;
  }
}

/** The marked instances, or the one under the cursor. */
function onInstances(ports: KeyPorts, {scope}: TableScreen, act: (cluster: string, instances: readonly string[]) => void): void {
  const instances = selectedIds(ports, ports.store.getState());
  if (instances.length === 0 || scope.cluster === undefined) say(ports, 'warn', text`no row is selected: move to one first`);
  else act(scope.cluster, instances);
}

/** The run whose hosts are in front, or the one under the cursor: never several at once. */
function onRun(ports: KeyPorts, {kind, scope, marks, cursor}: TableScreen, act: (run: string) => void): void {
  const run = kind === 'fleet-host' ? scope.run : cursor;
  if (run === undefined) say(ports, 'warn', text`no run is selected: move to one first`);
  else if (kind === 'fleet-run' && marks.size > 1) say(ports, 'warn', text`${marks.size} runs are marked: this works on one at a time`);
  else act(kind === 'fleet-run' ? ([...marks][0] ?? run) : run);
}

/** One key while one of several is chosen. */
export function pressInChoice({store, fleet}: KeyPorts, dialog: ChooseDialog, press: Press): void {
  const input = edited(dialog.input, press);
  if (input !== undefined) {
    store.apply(choiceTyped, {input});
    return;
  }
  switch (press.type === 'key' ? press.name : '') {
    case 'escape':
      fleet.cancel();
      break;
    case 'up':
    case 'shift+tab':
      store.apply(choiceMoved, {by: -1});
      break;
    case 'down':
    case 'tab':
      store.apply(choiceMoved, {by: 1});
      break;
    case 'enter': {
      const choice = dialog.choices[dialog.selected];
      if (choice !== undefined) fleet.chosen(choice.id);
      break;
    }
  }
}
