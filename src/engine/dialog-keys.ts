// Keys while something lies over the screen: the filter, the palette, a command's question, its confirmation.

import {askTyped, dialogClosed, filterAbandoned} from '../../store/dialogs.ts';
import {filterTyped, shownScreen} from '../../store/screens.ts';
import type {AskDialog, Dialog} from '../../store/state.ts';
import {keyName, type Press} from './key-names.ts';
import type {KeyPorts} from './key-ports.ts';
import {keepingCursor, type Move, move} from './moving.ts';
import {pressInPalette} from './palette.ts';
import {edited} from './text-field.ts';

/** True for a dialog into which text is typed, so that text goes there whole. */
export function isTextField(dialog: Dialog | undefined): boolean {
  return dialog !== undefined && dialog.type !== 'confirm';
}

/** One key, or the text of one event, for the dialog. */
export function pressInDialog(ports: KeyPorts, dialog: Dialog, press: Press): void {
  switch (dialog.type) {
    case 'filter':
      pressInFilter(ports, press);
      break;
    case 'palette':
      pressInPalette(ports, dialog, press);
      break;
    case 'ask':
      pressInAsk(ports, dialog, press);
      break;
    case 'confirm':
      pressInConfirm(ports, press);
      break;
  }
}

/** The keys that move through the rows while their filter is typed; letters are text there. */
const movesInFilter: Readonly<Record<string, Move>> = {up: 'moveUp', down: 'moveDown', pageup: 'pageUp', pagedown: 'pageDown'};

function pressInFilter(ports: KeyPorts, press: Press): void {
  const {store} = ports;
  const screen = shownScreen(store.getState());
  if (screen?.type !== 'table') {
    store.apply(dialogClosed);
    return;
  }
  const filter = edited(screen.filter, press);
  if (filter !== undefined) keepingCursor(ports, () => store.apply(filterTyped, {filter}));
  if (filter !== undefined || press.type !== 'key') return;
  const by = movesInFilter[press.name];
  if (by) move(ports, by);
  else if (press.name === 'escape') keepingCursor(ports, () => store.apply(filterAbandoned));
  else if (press.name === 'enter') store.apply(dialogClosed);
}

function pressInAsk({store, runner}: KeyPorts, dialog: AskDialog, press: Press): void {
  const input = edited(dialog.input, press);
  if (input !== undefined) store.apply(askTyped, {input});
  else if (press.type === 'key' && press.name === 'escape') runner.cancel();
  else if (press.type === 'key' && press.name === 'enter') runner.answer(dialog.input);
}

/** The names of keys that a typed phrase is edited with; no other name may reach the phrase as if it were text. */
const confirmKeys: readonly string[] = ['enter', 'backspace', 'delete', 'ctrl+u', 'space'];

/** The whole event goes to the runner, which judges by its time and length whether a person can have meant it. */
function pressInConfirm({runner}: KeyPorts, press: Press): void {
  if (press.type === 'key') {
    if (press.name === 'escape') runner.cancel();
    else if (confirmKeys.includes(press.name)) runner.confirm(press.name);
    return;
  }
  const input = press.text === ' ' ? keyName(press.text) : press.text;
  // Pasted text that reads like a key's name is no press of that key.
  if (press.text === ' ' || !confirmKeys.includes(input)) runner.confirm(input);
}
