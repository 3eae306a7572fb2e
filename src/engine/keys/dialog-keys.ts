// Keys while something lies over the screen: the filter, the palette, a command's question, its confirmation.

import {askTyped, confirmChanged, dialogClosed, filterAbandoned, previewScrolled} from '../../../store/dialogs.ts';
import type {LogScreen} from '../../../store/log-screen.ts';
import {filterTyped, shownScreen} from '../../../store/screens.ts';
import type {AskDialog, ConfirmDialog, Dialog} from '../../../store/state.ts';
import {text} from '../../domain/safe-text.ts';
import {pressInChoice} from './fleet-keys.ts';
import {keyName, type Press} from './key-names.ts';
import type {KeyPorts} from './key-ports.ts';
import {moveInLogs} from './log-keys.ts';
import type {Move} from './move.ts';
import {keepingCursor, move, moved} from './moving.ts';
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
    case 'choose':
      pressInChoice(ports, dialog, press);
      break;
    case 'ask':
      pressInAsk(ports, dialog, press);
      break;
    case 'confirm':
      pressInConfirm(ports, dialog, press);
      break;
  }
}

/** The keys that move through what is seen while something is typed; letters are text there. */
const movesWhileTyping: Readonly<Record<string, Move>> = {up: 'moveUp', down: 'moveDown', pageup: 'pageUp', pagedown: 'pageDown'};

function pressInFilter(ports: KeyPorts, press: Press): void {
  const {store} = ports;
  const screen = shownScreen(store.getState());
  if (screen?.type === 'logs') {
    pressInLogFilter(ports, screen, press);
    return;
  }
  if (screen?.type !== 'table') {
    store.apply(dialogClosed);
    return;
  }
  const filter = edited(screen.filter, press);
  if (filter !== undefined) keepingCursor(ports, () => store.apply(filterTyped, {filter}));
  if (filter !== undefined || press.type !== 'key') return;
  const by = movesWhileTyping[press.name];
  if (by) move(ports, by);
  else if (press.name === 'escape') keepingCursor(ports, () => store.apply(filterAbandoned));
  else if (press.name === 'enter') store.apply(dialogClosed);
}

/** The lines change with each letter, over all that are kept. */
function pressInLogFilter(ports: KeyPorts, screen: LogScreen, press: Press): void {
  const {store} = ports;
  const filter = edited(screen.view.filter, press);
  if (filter !== undefined) store.apply(filterTyped, {filter});
  if (filter !== undefined || press.type !== 'key') return;
  const by = movesWhileTyping[press.name];
  if (by) moveInLogs(ports, by, screen);
  else if (press.name === 'escape') store.apply(filterAbandoned);
  else if (press.name === 'enter') store.apply(dialogClosed);
}

function pressInAsk({store, runner}: KeyPorts, dialog: AskDialog, press: Press): void {
  const isReplaced = dialog.isProposed === true && (press.type !== 'key' || press.name === 'space');
  const input = edited(isReplaced ? '' : dialog.input, press);
  if (input !== undefined) store.apply(askTyped, {input});
  else if (press.type === 'key' && press.name === 'escape') runner.cancel();
  else if (press.type === 'key' && press.name === 'enter') runner.answer(dialog.input);
}

/** The names of keys that the runner hears of; no other name may reach it as if it were text. */
const confirmKeys: readonly string[] = ['enter', 'backspace', 'delete', 'ctrl+u', 'space'];

function pressInConfirm(ports: KeyPorts, dialog: ConfirmDialog, press: Press): void {
  const {runner} = ports;
  const by = press.type === 'key' && dialog.typed === '' ? movesWhileTyping[press.name] : undefined;
  if (by) scrollPreview(ports, by);
  else if (press.type === 'key' && press.name === 'escape') runner.cancel();
  else if (dialog.phase === 'ready' && dialog.confirmation.type === 'phrase')
    pressInPhrase(ports, dialog, dialog.confirmation.phrase, press);
  else pressForKey(ports, press);
}

/** Counted from what is really seen, so that what was scrolled past the end need not be scrolled back. */
function scrollPreview({store, previewWindow}: KeyPorts, by: Move): void {
  const {first, count, total} = previewWindow(store.getState());
  store.apply(previewScrolled, {scroll: moved(first, by, total - count, count)});
}

/** The whole event goes to the runner, which judges by its time and length whether a person can have meant it. */
function pressForKey({runner}: KeyPorts, press: Press): void {
  if (press.type === 'key') {
    if (confirmKeys.includes(press.name)) runner.confirm(press.name);
    return;
  }
  const input = press.text === ' ' ? keyName(press.text) : press.text;
  // Pasted text that reads like a key's name is no press of that key.
  if (press.text === ' ' || !confirmKeys.includes(input)) runner.confirm(input);
}

/** A phrase is typed, and Enter ends it. Who types it has read it; who pastes it may not even have meant this window. */
function pressInPhrase({store, runner}: KeyPorts, {typed}: ConfirmDialog, phrase: string, press: Press): void {
  if (press.type === 'key' && press.name === 'enter') {
    runner.confirm(typed);
    return;
  }
  const isWhole = press.type !== 'key' && press.text.length > 1 && press.text.length >= phrase.length;
  if (press.type === 'paste' || isWhole) {
    store.apply(confirmChanged, {problem: {message: text`pasted text does not count: type ${phrase}`, advice: text``}});
    return;
  }
  const after = edited(typed, press);
  if (after !== undefined) store.apply(confirmChanged, {typed: after, problem: undefined});
}
