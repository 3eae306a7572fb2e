// The pattern summary: how often, when, and what, the newest kinds on top.

import {text} from '../../src/domain/safe-text.ts';
import type {LogWindow} from '../../store/log-screen.ts';
import {gap, type PaintedLine, paint} from '../paint.ts';
import type {Theme} from '../theme.ts';

const steps = {unicode: ' ▁▂▃▄▅▆▇█', ascii: ' .:-=+*#@'};
const countCells = 7;

/** The patterns in at most `height` lines. */
export function patternLines(theme: Theme, width: number, {patterns}: LogWindow, height: number): readonly PaintedLine[] {
  if (patterns === undefined) return [paint(theme, width, [gap(2), {text: text`counting patterns …`, tone: 'quiet'}])];
  const signs = theme.isUnicode ? steps.unicode : steps.ascii;
  const spark = (share: number): string => signs.charAt(share === 0 ? 0 : Math.max(1, Math.round(share * (signs.length - 1))));
  return patterns.slice(0, height).map(({pattern, count, isNew, tone, shares}) =>
    paint(theme, width, [
      {text: isNew ? text`NEW ` : text`    `, tone: 'warn', isBold: true},
      {text: text`${String(count).padStart(countCells)} `, isBold: true},
      {text: text`${shares.map(spark).join('')}  `, tone: 'busy'},
      {text: pattern, tone},
    ]),
  );
}
