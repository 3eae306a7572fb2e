// What is wrong with the connection or the last reading, above the footer: what happened and what to do next.

import {text} from '../../src/domain/safe-text.ts';
import type {Problem, State} from '../../store/state.ts';
import {currentScreen, tableOf, type ViewContext} from '../context.ts';
import {gap, type PaintedLine, paint, widthOf} from '../paint.ts';
import {wrapped} from '../width.ts';

/** Lines that a problem's advice may take: a login command must never be cut on a small terminal. */
const mostAdvice = 3;

/** No lines while all is well; one where both fit, else the advice (often a command to type) has its own. */
export function problemLines(context: ViewContext, state: State): readonly PaintedLine[] {
  const problem = problemOf(state);
  if (!problem) return [];
  const {theme} = context;
  const {columns} = state.size;
  const message = [gap(1), {text: text`✗ ${problem.message}`, tone: 'bad', isBold: true}] as const;
  if (problem.advice === '') return [paint(theme, columns, message)];
  const inOne = [...message, {text: text` – ${problem.advice}`}];
  if (widthOf(theme, inOne) <= columns) return [paint(theme, columns, inOne)];
  const advice = wrapped(problem.advice, columns - 4).slice(0, mostAdvice);
  return [paint(theme, columns, message), ...advice.map(line => paint(theme, columns, [gap(3), {text: line}]))];
}

/** What fails here comes first: it says what the failure costs, the connection only that there is one. */
function problemOf(state: State): Problem | undefined {
  const screen = currentScreen(state);
  const whole = state.connection.problem;
  if (screen.type === 'help') return whole;
  const here = screen.type === 'table' ? tableOf(state, screen)?.problem : screen.problem;
  return whole !== undefined && here?.message.includes(whole.message) !== true ? whole : here;
}
