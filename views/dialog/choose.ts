// One of several to choose: what it is for, what was typed, and the lines to choose from with what each does.

import {text} from '../../src/domain/safe-text.ts';
import type {Choice, ChooseDialog} from '../../store/state.ts';
import {keyName} from '../key-names.ts';
import {topShowing} from '../table/window.ts';
import type {Theme} from '../theme.ts';
import {displayWidth, pad, wrapped} from '../width.ts';
import type {BoxContent, BoxLine} from './box.ts';

const mostChoices = 12;

/** The dialog as the content of a box with lines of `width` cells; `room` is how many lines the body has. */
export function chooseContent(theme: Theme, dialog: ChooseDialog, width: number, room: number): BoxContent {
  const {choices, selected, all} = dialog;
  const count = Math.max(1, Math.min(mostChoices, room - 11));
  const first = topShowing(0, selected, count, choices.length);
  const visible = choices.slice(first, first + count);
  const nameWidth = Math.max(0, ...all.map(({id}) => displayWidth(text`${id}`)));
  const under = choices[selected];
  const rest = choices.length - visible.length;
  const problem = dialog.problem ? wrapped(text`✗ ${dialog.problem}`, width).map((line): BoxLine => [{text: line, tone: 'bad'}]) : [];
  return {
    title: dialog.title,
    tone: 'busy',
    head: [
      ...dialog.targets.map(target => [{text: target}]),
      [],
      [{text: text`choose: `}, {text: text`${dialog.input}`, isBold: true}, {text: theme.glyphs.caret, tone: 'busy'}],
      [],
    ],
    middle: [
      ...visible.map((choice, index) => choiceLine(theme, choice, nameWidth, first + index === selected)),
      ...(choices.length === 0 ? [[{text: text`nothing has that in its name`, tone: 'quiet'} as const]] : []),
      ...problem,
    ],
    tail: [
      [],
      ...(under === undefined
        ? []
        : wrapped(under.hint, width)
            .slice(0, 2)
            .map((line): BoxLine => [{text: line}])),
      [],
      [
        {text: text`${keyName(theme, 'enter')} go on  ${keyName(theme, 'up')} ${keyName(theme, 'down')} choose  Esc leave`, tone: 'quiet'},
        ...(rest > 0 ? [{text: text`   ${rest} more`, tone: 'quiet'} as const] : []),
      ],
    ],
  };
}

function choiceLine(theme: Theme, {id, title}: Choice, width: number, isSelected: boolean): BoxLine {
  return [
    {text: isSelected ? text`${theme.glyphs.cursor} ` : text`  `, isBold: isSelected},
    {text: pad(text`${id}`, width), isBold: isSelected, isInverse: isSelected},
    {text: text`  ${title}`, tone: 'quiet'},
  ];
}
