// Going anywhere by name: what is typed, and what it can be completed to.

import {text} from '../../src/domain/safe-text.ts';
import type {PaletteDialog, Suggestion} from '../../store/state.ts';
import {keyName} from '../key-names.ts';
import {topShowing} from '../table/window.ts';
import type {Theme} from '../theme.ts';
import {displayWidth, pad, wrapped} from '../width.ts';
import type {BoxContent, BoxLine} from './box.ts';

const mostSuggestions = 10;
const mostCompletion = 30;

/** The dialog as the content of a box with lines of `width` cells; `room` is how many lines the body has. */
export function paletteContent(theme: Theme, dialog: PaletteDialog, width: number, room: number): BoxContent {
  const {suggestions, selected} = dialog;
  const count = Math.max(1, Math.min(mostSuggestions, room - 7));
  const first = topShowing(0, selected, count, suggestions.length);
  const visible = suggestions.slice(first, first + count);
  const completionWidth = Math.min(mostCompletion, Math.max(0, ...suggestions.map(({completion}) => displayWidth(text`${completion}`))));
  const problem = dialog.problem ? wrapped(text`✗ ${dialog.problem}`, width).map((line): BoxLine => [{text: line, tone: 'bad'}]) : [];
  const none: readonly BoxLine[] =
    suggestions.length === 0 && problem.length === 0 ? [[{text: text`nothing has that name`, tone: 'quiet'}]] : [];
  const rest = suggestions.length - visible.length;
  return {
    title: text`Go to`,
    tone: 'busy',
    head: [[{text: text`:`}, {text: text`${dialog.input}`, isBold: true}, {text: theme.glyphs.caret, tone: 'busy'}], []],
    middle: [
      ...visible.map((suggestion, index) => suggestionLine(theme, suggestion, completionWidth, first + index === selected)),
      ...none,
      ...problem,
    ],
    tail: [
      [],
      [
        {
          text: text`${keyName(theme, 'enter')} go  ${keyName(theme, 'tab')} complete  ${keyName(theme, 'up')} ${keyName(theme, 'down')} choose  Esc leave`,
          tone: 'quiet',
        },
        ...(rest > 0 ? [{text: text`   ${rest} more`, tone: 'quiet'} as const] : []),
      ],
    ],
  };
}

function suggestionLine(theme: Theme, {completion, title, hint}: Suggestion, width: number, isSelected: boolean): BoxLine {
  return [
    {text: isSelected ? text`${theme.glyphs.cursor} ` : text`  `, isBold: isSelected},
    {text: pad(text`${completion}`, width), isBold: true, isInverse: isSelected},
    {text: text`  ${title}`, isBold: isSelected},
    {text: text`  ${hint}`, tone: 'quiet'},
  ];
}
