// The keys of the palette, and doing what was chosen in it.

import {dialogClosed, paletteOpened, paletteRefused, paletteTyped, suggestionChosen} from '../../../store/dialogs.ts';
import {screenOpened, shownScreen, trailEntered} from '../../../store/screens.ts';
import type {PaletteDialog} from '../../../store/state.ts';
import {UserError} from '../../domain/errors.ts';
import {explained} from '../../domain/explained.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {Press} from './key-names.ts';
import {type KeyPorts, mention} from './key-ports.ts';
import {goToMoment} from './log-moment.ts';
import {type Errand, understand} from './palette-errand.ts';
import {trailTo} from './palette-place.ts';
import {suggestionsFor} from './palette-suggestions.ts';
import {startCommand} from './table-keys.ts';
import {edited} from './text-field.ts';

/** `:`, or a key that begins a line of it. */
export function openPalette(ports: KeyPorts, input = ''): void {
  ports.store.apply(paletteOpened, {input, suggestions: suggestionsFor(ports, input)});
}

/** One key while the palette is open. */
export function pressInPalette(ports: KeyPorts, dialog: PaletteDialog, press: Press): void {
  const {store} = ports;
  const input = edited(dialog.input, press);
  if (input !== undefined) {
    // Backspace on an empty line leaves, as in vi.
    if (input === '' && dialog.input === '' && press.type === 'key' && press.name === 'backspace') store.apply(dialogClosed);
    else type(ports, input);
    return;
  }
  switch (press.type === 'key' ? press.name : '') {
    case 'escape':
      store.apply(dialogClosed);
      break;
    case 'up':
    case 'shift+tab':
    case 'ctrl+p':
      store.apply(suggestionChosen, {by: -1});
      break;
    case 'down':
    case 'ctrl+n':
      store.apply(suggestionChosen, {by: 1});
      break;
    case 'tab': {
      const chosen = dialog.suggestions[dialog.selected];
      if (chosen) type(ports, chosen.completion);
      break;
    }
    case 'enter':
      enter(ports, dialog);
      break;
  }
}

function type(ports: KeyPorts, input: string): void {
  ports.store.apply(paletteTyped, {input, suggestions: suggestionsFor(ports, input)});
}

/** What was typed counts as it stands when it can be done; else what is highlighted, unless its name was not begun yet. */
function enter(ports: KeyPorts, {input, suggestions, selected}: PaletteDialog): void {
  const chosen = suggestions[selected];
  const typed = understand(ports, input);
  const isDoable = typed !== undefined && typed.type !== 'problem';
  const meant = chosen && (selected > 0 || !(isDoable || input.endsWith(' '))) ? understand(ports, chosen.completion) : typed;
  if (meant === undefined) refuse(ports, input.trim() === '' ? text`type a name` : text`nothing is called ${input.trim()}`);
  else if (meant.type === 'problem') refuse(ports, meant.problem);
  else run(ports, meant);
}

function refuse({store}: KeyPorts, problem: SafeText): void {
  store.apply(paletteRefused, {problem});
}

/** Does it; the palette stays open, with the reason, when it cannot be done. */
function run(ports: KeyPorts, errand: Errand): void {
  try {
    perform(ports, errand);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    ports.store.apply(paletteRefused, {problem: explained(error)});
  }
}

function perform(ports: KeyPorts, errand: Errand): void {
  const {store, actions} = ports;
  switch (errand.type) {
    case 'table': {
      const screens = trailTo(ports, ports.resourceOf(errand.kind), errand.scope);
      store.apply(dialogClosed);
      store.apply(trailEntered, {screens});
      break;
    }
    case 'command':
      // Closed before it begins: the command opens a dialog of its own.
      store.apply(dialogClosed);
      startCommand(ports, errand.command);
      break;
    case 'connection':
      actions.switchConnection(errand.to);
      store.apply(dialogClosed);
      break;
    case 'moment':
      store.apply(dialogClosed);
      goToMoment(ports, errand.at);
      break;
    case 'faults': {
      const said = actions.setFaults?.(errand.specification);
      store.apply(dialogClosed);
      if (said !== undefined) mention(ports, 'plain', said);
      break;
    }
    case 'playbook':
      store.apply(dialogClosed);
      ports.fleet.run(errand.playbookId, {cluster: errand.cluster});
      break;
    case 'help':
      store.apply(dialogClosed);
      if (shownScreen(store.getState())?.type !== 'help') store.apply(screenOpened, {screen: {type: 'help', scroll: 0}});
      break;
    case 'quit':
      store.apply(dialogClosed);
      actions.quit();
      break;
  }
}
