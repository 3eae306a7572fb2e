// What lies over the screen: filter, palette, a command's question and its confirmation.

import type {SafeText} from '../src/domain/safe-text.ts';
import {filterTyped} from './screens.ts';
import type {AskDialog, Choice, ConfirmDialog, Dialog, PaletteDialog, State} from './state.ts';

/** `/`: remembers the filter that `Esc` restores. */
export function filterOpened(state: State): State {
  const screen = state.screens.at(-1);
  if (screen?.type === 'logs') return {...state, dialog: {type: 'filter', before: screen.view.filter}};
  return screen?.type === 'table' ? {...state, dialog: {type: 'filter', before: screen.filter}} : state;
}

/** `Esc` in the filter: it is again what it was. */
export function filterAbandoned(state: State): State {
  const {dialog} = state;
  return dialog?.type === 'filter' ? {...filterTyped(state, {filter: dialog.before}), dialog: undefined} : state;
}

/** `:` */
export function paletteOpened(state: State, {input, suggestions}: Pick<PaletteDialog, 'input' | 'suggestions'>): State {
  return {...state, dialog: {type: 'palette', input, suggestions, selected: 0, problem: undefined}};
}

/** The palette's text is another. */
export function paletteTyped(state: State, {input, suggestions}: Pick<PaletteDialog, 'input' | 'suggestions'>): State {
  return onDialog(state, 'palette', dialog => ({...dialog, input, suggestions, selected: 0, problem: undefined}));
}

/** Another suggestion is chosen; the choice goes round at the ends. */
export function suggestionChosen(state: State, {by}: {readonly by: number}): State {
  return onDialog(state, 'palette', dialog => {
    const count = dialog.suggestions.length;
    return count === 0 ? dialog : {...dialog, selected: (dialog.selected + by + count) % count};
  });
}

/** What was typed cannot be done. */
export function paletteRefused(state: State, {problem}: {readonly problem: SafeText}): State {
  return onDialog(state, 'palette', dialog => ({...dialog, problem}));
}

/** One of several is to be chosen. */
export function choiceOpened(
  state: State,
  {title, targets, all}: {readonly title: SafeText; readonly targets: readonly SafeText[]; readonly all: readonly Choice[]},
): State {
  return {...state, dialog: {type: 'choose', title, targets, all, choices: all, input: '', selected: 0, problem: undefined}};
}

/** A part of a name was typed: only what has it is left to choose from. */
export function choiceTyped(state: State, {input}: {readonly input: string}): State {
  const part = input.trim().toLowerCase();
  return onDialog(state, 'choose', dialog => ({
    ...dialog,
    input,
    choices: dialog.all.filter(({id, title}) => `${id} ${title}`.toLowerCase().includes(part)),
    selected: 0,
    problem: undefined,
  }));
}

/** Another one is under the cursor; it goes round at the ends. */
export function choiceMoved(state: State, {by}: {readonly by: number}): State {
  return onDialog(state, 'choose', dialog => {
    const count = dialog.choices.length;
    return count === 0 ? dialog : {...dialog, selected: (dialog.selected + by + count) % count, problem: undefined};
  });
}

/** What is under the cursor cannot be chosen. */
export function choiceRefused(state: State, {problem}: {readonly problem: SafeText}): State {
  return onDialog(state, 'choose', dialog => ({...dialog, problem}));
}

/** A command has a question. */
export function askOpened(state: State, {dialog}: {readonly dialog: Omit<AskDialog, 'type'>}): State {
  return {...state, dialog: {type: 'ask', ...dialog}};
}

/** The answer's text is another. */
export function askTyped(state: State, {input}: {readonly input: string}): State {
  return onDialog(state, 'ask', dialog => ({...dialog, input, isProposed: false, problem: undefined}));
}

/** The text is no answer. */
export function askRefused(state: State, {problem}: {readonly problem: SafeText}): State {
  return onDialog(state, 'ask', dialog => ({...dialog, problem}));
}

/** A change wants to be confirmed; what it means may still be on its way. A preview shown again with a hint stays where it was read to. */
export function confirmOpened(state: State, {dialog}: {readonly dialog: Omit<ConfirmDialog, 'type'>}): State {
  const {dialog: before} = state;
  const isSame =
    before?.type === 'confirm' && before.phase === 'ready' && dialog.phase === 'ready' && before.commandId === dialog.commandId;
  return {...state, dialog: {type: 'confirm', ...(isSame && before.scroll !== undefined && {scroll: before.scroll}), ...dialog}};
}

/** Another part of the preview is wished to be seen. */
export function previewScrolled(state: State, {scroll}: {readonly scroll: number}): State {
  return confirmChanged(state, {scroll});
}

/** The preview has come, was refused, or the change is on its way. */
export function confirmChanged(state: State, part: Partial<Omit<ConfirmDialog, 'type'>>): State {
  return onDialog(state, 'confirm', dialog => ({...dialog, ...part}));
}

/** The phrase as far as it was typed. */
export function confirmTyped(state: State, {typed}: {readonly typed: string}): State {
  return confirmChanged(state, {typed});
}

/** Nothing lies over the screen any more. */
export function dialogClosed(state: State): State {
  return state.dialog === undefined ? state : {...state, dialog: undefined};
}

/** An event about a dialog that has been closed meanwhile changes nothing. */
function onDialog<Type extends Dialog['type']>(state: State, type: Type, change: (dialog: Extract<Dialog, {type: Type}>) => Dialog): State {
  const {dialog} = state;
  return isOfType(dialog, type) ? {...state, dialog: change(dialog)} : state;
}

function isOfType<Type extends Dialog['type']>(dialog: Dialog | undefined, type: Type): dialog is Extract<Dialog, {type: Type}> {
  return dialog?.type === type;
}
