// The preview of a change and what has to be done to confirm it: what would happen, on state read this second.

import {signOf} from '../../src/domain/health/verdict.ts';
import {type SafeText, text} from '../../src/domain/safe-text.ts';
import type {Tone} from '../../src/domain/tone.ts';
import type {ConfirmDialog, ConfirmItem} from '../../store/state.ts';
import {keyName} from '../key-names.ts';
import type {Theme} from '../theme.ts';
import {wrapped} from '../width.ts';
import type {BoxContent, BoxLine} from './box.ts';

/** The dialog as the content of a box with lines of `width` cells. What destroys is drawn in the tone of what is broken. */
export function confirmContent(theme: Theme, dialog: ConfirmDialog, width: number): BoxContent {
  const isGrave = dialog.effect === 'destroy';
  return {
    title: isGrave ? text`! ${dialog.title}` : dialog.title,
    tone: isGrave ? 'bad' : 'busy',
    head: [],
    middle: dialog.items.flatMap((item, index) => itemLines(item, width, index > 0)),
    tail: [...(dialog.items.length > 0 ? [[]] : []), ...promptLines(theme, dialog, width)],
    // Once a phrase is begun the keys belong to it.
    scroll: {first: dialog.scroll ?? 0, keys: dialog.typed === '' ? scrollKeys(theme) : text``},
  };
}

function scrollKeys(theme: Theme): SafeText {
  return text`${keyName(theme, 'up')}${theme.isUnicode ? '' : '/'}${keyName(theme, 'down')}`;
}

function itemLines({summary, consequences}: ConfirmItem, width: number, hasOneBefore: boolean): readonly BoxLine[] {
  const lines = wrapped(summary, width).map(line => [{text: line, isBold: true}]);
  const effects = consequences.flatMap(({tone, text: words}) => signedLines(tone, words, width));
  return [...(hasOneBefore && effects.length > 0 ? [[]] : []), ...lines, ...effects];
}

/** A sign, then the words; what does not fit stands under the words. */
function signedLines(tone: Tone, words: SafeText, width: number): readonly BoxLine[] {
  return wrapped(words, width - 4).map((line, index) => [{text: index === 0 ? text`  ${signOf(tone)} ${line}` : text`    ${line}`, tone}]);
}

function promptLines(theme: Theme, dialog: ConfirmDialog, width: number): readonly BoxLine[] {
  const {progress} = theme.glyphs;
  switch (dialog.phase) {
    case 'reading':
      return [[{text: text`${progress} reading the state as it is now …`, tone: 'busy'}], keysLine(text`Esc leaves it`)];
    case 'sending':
      return [[{text: text`${progress} sent, waiting for the answer of AWS …`, tone: 'busy'}]];
    case 'refused':
      return [...refusedLines(dialog, width), keysLine(text`Esc closes`)];
    case 'ready':
      return [...(dialog.problem ? refusedLines(dialog, width) : []), readyLine(theme, dialog)];
  }
}

function refusedLines({problem}: ConfirmDialog, width: number): readonly BoxLine[] {
  if (!problem) return [];
  const advice = problem.advice === '' ? [] : wrapped(problem.advice, width - 4).map(line => [{text: text`    ${line}`}]);
  return [...signedLines('bad', problem.message, width), ...advice];
}

function readyLine({glyphs}: Theme, {confirmation, typed, effect}: ConfirmDialog): BoxLine {
  if (confirmation.type === 'key') {
    return [{text: text` y `, isBold: true, isInverse: true}, {text: text` goes ahead`}, ...keysLine(text`    Esc leaves it`)];
  }
  const tone = effect === 'destroy' ? 'bad' : 'plain';
  const isComplete = typed === confirmation.phrase;
  return [
    {text: text`type `},
    {text: text`${confirmation.phrase}`, isBold: true, tone},
    {text: text` to confirm: `},
    {text: text`${typed}`, isBold: true},
    {text: glyphs.caret, tone: 'busy'},
    ...keysLine(isComplete ? text`   Enter does it, Esc leaves it` : text`   Esc leaves it`),
  ];
}

function keysLine(words: SafeText): BoxLine {
  return [{text: words, tone: 'quiet'}];
}
