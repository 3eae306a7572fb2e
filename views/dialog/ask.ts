// A command's question: for what, and the answer as it is typed.

import {safeText, text} from '../../src/domain/safe-text.ts';
import type {AskDialog} from '../../store/state.ts';
import {keyName} from '../key-names.ts';
import type {Span} from '../paint.ts';
import type {Theme} from '../theme.ts';
import {displayWidth, wrapped} from '../width.ts';
import type {BoxContent, BoxLine} from './box.ts';

/** The question and what was typed, on a line of its own where both do not fit; of a long answer its end is seen. */
function inputLines(theme: Theme, {label, input, isProposed = false}: AskDialog, width: number): readonly BoxLine[] {
  const typed = text`${input}`;
  const caret: Span = {text: theme.glyphs.caret, tone: 'busy'};
  if (displayWidth(label) + displayWidth(typed) + 3 <= width)
    return [[{text: text`${label}: `}, {text: typed, isBold: true, isInverse: isProposed}, caret]];
  const end = Array.from(typed)
    .slice(-(width - 1))
    .join('');
  return [
    ...wrapped(text`${label}:`, width).map((line): BoxLine => [{text: line}]),
    [{text: safeText(end), isBold: true, isInverse: isProposed}, caret],
  ];
}

/** The dialog as the content of a box with lines of `width` cells. */
export function askContent(theme: Theme, dialog: AskDialog, width: number): BoxContent {
  const problem: readonly BoxLine[] = dialog.problem
    ? wrapped(text`✗ ${dialog.problem}`, width).map(line => [{text: line, tone: 'bad'}])
    : [];
  return {
    title: dialog.title,
    tone: 'busy',
    head: [],
    middle: dialog.targets.map(target => [{text: target}]),
    tail: [
      ...(dialog.targets.length > 0 ? [[]] : []),
      ...inputLines(theme, dialog, width),
      ...(dialog.hint === undefined ? [] : wrapped(dialog.hint, width).map((line): BoxLine => [{text: line, tone: 'quiet'}])),
      ...problem,
      [],
      [{text: text`${keyName(theme, 'enter')} ${dialog.next ?? text`shows what it would do`}    Esc leaves it`, tone: 'quiet'}],
    ],
  };
}
