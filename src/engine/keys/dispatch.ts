// From a key to what it does, in one fixed order: the dialog, the command for the selected rows, the link of the row, the
// screen, then what works everywhere.

import {pauseToggled} from '../../../store/connection.ts';
import {filterOpened} from '../../../store/dialogs.ts';
import {noticesSeen} from '../../../store/notices.ts';
import {screenOpened, secretsToggled, shownScreen, wentBack, wentToPrevious} from '../../../store/screens.ts';
import type {State} from '../../../store/state.ts';
import type {Action} from '../../domain/keys.ts';
import {text} from '../../domain/safe-text.ts';
import {openLogs} from '../logs/open-logs.ts';
import {isTextField, pressInDialog} from './dialog-keys.ts';
import {openEditor} from './editor-keys.ts';
import {actOnFleet} from './fleet-keys.ts';
import {type KeyPress, keyName, type Press, readPress, readPresses} from './key-names.ts';
import {type KeyPorts, mention, say} from './key-ports.ts';
import {actOnLogs} from './log-keys.ts';
import {isMove} from './move.ts';
import {move} from './moving.ts';
import {openPalette} from './palette.ts';
import {actOnTable, copyId, followLink, startCommand} from './table-keys.ts';

/** Takes every key that is pressed. */
export interface Dispatcher {
  /** One event of the keyboard, as Ink reports it. */
  press(input: string, key: KeyPress): void;
}

/** A dispatcher of keys. It reads the state afresh for each key, never what was drawn. */
export function createDispatcher(ports: KeyPorts): Dispatcher {
  return {
    press(input, key) {
      const presses = pressesFor(ports.store.getState(), input, key);
      if (presses.length > 0) ports.store.apply(noticesSeen);
      for (const press of presses) dispatch(ports, press);
    },
  };
}

/** A confirmation gets every event whole: what came with an Enter may have been pasted. */
function pressesFor({dialog}: State, input: string, key: KeyPress): readonly Press[] {
  if (dialog?.type !== 'confirm') return readPresses(input, key);
  return [readPress(input, key) ?? []].flat();
}

function dispatch(ports: KeyPorts, press: Press): void {
  const {dialog} = ports.store.getState();
  if (press.type === 'key' && press.name === 'ctrl+c') ports.actions.quit();
  else if (press.type === 'key' && press.name === 'ctrl+z') ports.actions.suspend();
  else if (dialog) pressInDialog(ports, dialog, press);
  else if (press.type === 'key') pressOnScreen(ports, press.name);
  else if (press.type === 'characters') pressEach(ports, Array.from(press.text));
  else pasteOnScreen(ports, press.text);
}

/** Pasted text acts as no keys; where it begins with the key of a text field that can do no harm, it is put in there. */
function pasteOnScreen(ports: KeyPorts, pasted: string): void {
  const [first = '', ...rest] = Array.from(pasted);
  const screen = shownScreen(ports.store.getState());
  const action = screen && ports.keymap.actionFor(keyName(first), screen.type, screen.type === 'table' ? screen.kind : undefined);
  if (action === 'palette' || action === 'filter') pressOnScreen(ports, keyName(first));
  const {dialog} = ports.store.getState();
  if (dialog) pressInDialog(ports, dialog, {type: 'paste', text: rest.join('')});
  else say(ports, 'warn', text`pasted text was ignored: press / or : first to type it there`);
}

/** Characters that came together, one after the other; what opens a text field gets the rest as text. */
function pressEach(ports: KeyPorts, characters: readonly string[]): void {
  for (const [index, character] of characters.entries()) {
    const begun = pressOnScreen(ports, keyName(character));
    const {dialog} = ports.store.getState();
    const rest = characters.slice(index + 1).join('');
    if (rest === '') return;
    if (dialog && isTextField(dialog)) pressInDialog(ports, dialog, {type: 'characters', text: rest});
    // There was nothing to be read yet when the rest was typed: it can be no answer to it.
    if (dialog || begun === 'command') return;
  }
}

function pressOnScreen(ports: KeyPorts, key: string): 'command' | 'other' {
  const {store, keymap, commands, resourceOf} = ports;
  const screen = shownScreen(store.getState());
  if (!screen) return 'other';
  if (screen.type === 'table') {
    const command = commands.find(one => one.target === screen.kind && keymap.commandKey(one) === key);
    if (command) {
      startCommand(ports, command);
      return 'command';
    }
    const link = resourceOf(screen.kind).links.find(one => one.key === key && key !== 'enter');
    if (link) {
      followLink(ports, link);
      return 'other';
    }
  }
  const action = keymap.actionFor(key, screen.type, screen.type === 'table' ? screen.kind : undefined);
  if (action === undefined || (screen.type === 'table' && actOnTable(ports, action, screen))) return 'other';
  if (screen.type === 'table' && actOnFleet(ports, action, screen)) return 'command';
  if (screen.type === 'logs' && actOnLogs(ports, action, screen)) return 'other';
  act(ports, action);
  return action === 'undo' || action === 'openEditor' ? 'command' : 'other';
}

/** What works on every screen. */
function act(ports: KeyPorts, action: Action): void {
  const {store, actions, runner} = ports;
  if (isMove(action)) {
    move(ports, action);
    return;
  }
  const {screens, previousScreens} = store.getState();
  const isOnHelp = screens.at(-1)?.type === 'help';
  switch (action) {
    case 'back':
      if (screens.length > 1) store.apply(wentBack);
      else mention(ports, 'plain', text`this is the first screen: q quits`);
      break;
    case 'previousScreen':
      if (previousScreens) store.apply(wentToPrevious);
      else mention(ports, 'plain', text`there is no previous screen yet`);
      break;
    case 'palette':
      openPalette(ports);
      break;
    case 'filter':
      store.apply(filterOpened);
      break;
    case 'copy':
      copyId(ports);
      break;
    case 'openEditor':
      openEditor(ports);
      break;
    case 'pause':
      store.apply(pauseToggled);
      break;
    case 'refresh':
      actions.refresh();
      break;
    case 'redraw':
      actions.redraw();
      break;
    case 'logs':
      openLogs(ports);
      break;
    case 'undo':
      runner.undoLast();
      break;
    case 'revealSecrets':
      store.apply(secretsToggled);
      break;
    case 'help':
      if (isOnHelp) store.apply(wentBack);
      else store.apply(screenOpened, {screen: {type: 'help', scroll: 0}});
      break;
    case 'quit':
      actions.quit();
      break;
    default:
      // The rest works on rows; where there is no table it does nothing.
      break;
  }
}
