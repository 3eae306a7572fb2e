// A command's question: for what, and the answer as it is typed.

import {text} from '../../src/domain/safe-text.ts';
import type {AskDialog} from '../../store/state.ts';
import {keyName} from '../key-names.ts';
import type {Theme} from '../theme.ts';
import {wrapped} from '../width.ts';
import type {BoxContent, BoxLine} from './box.ts';

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
      [{text: text`${dialog.label}: `}, {text: text`${dialog.input}`, isBold: true}, {text: theme.glyphs.caret, tone: 'busy'}],
      ...problem,
      [],
      [{text: text`${keyName(theme, 'enter')} ${dialog.next ?? text`shows what it would do`}    Esc leaves it`, tone: 'quiet'}],
    ],
  };
}
