// The first line: who and where the program is, what it may do, and how fresh and how busy it is. Never scrolls, never waits.

import {age} from '../../src/domain/format/age.ts';
import {safeText, text} from '../../src/domain/safe-text.ts';
import type {Tone} from '../../src/domain/tone.ts';
import type {Connection, State} from '../../store/state.ts';
import type {ViewContext} from '../context.ts';
import {runSigns} from '../fleet/run-head.ts';
import {freshness} from '../freshness.ts';
import {gap, joined, type PaintedLine, paint, paintApart, type Span, widthOf} from '../paint.ts';
import {shown, type Theme} from '../theme.ts';
import {cut, displayWidth} from '../width.ts';

/** A part of the line; when it gets narrow, the part with the highest number goes first and those of 0 stay. */
interface Part {
  readonly spans: readonly Span[];
  readonly isRight?: boolean;
  /** One space before it instead of two. */
  readonly isClose?: boolean;
  readonly dropsAs: number;
}

/** A long role is cut to no less than this, before anything is dropped that a person must know. */
const leastRole = 8;
const mostRole = 40;

/** The line. On a production account all of it is red (or inverse, without colour) and says PROD. */
export function frameLine(context: ViewContext, state: State): PaintedLine {
  const {theme} = context;
  const {columns} = state.size;
  const [left, right] = sides(fittingParts(context, state));
  if (!state.connection.isProduction) return paintApart(theme, columns - 1, [gap(1), ...left], right);
  const filling = gap(columns - widthOf(theme, [...left, ...right]) - 2);
  const bar = [gap(1), ...left, filling, ...right, gap(1)].map(span => ({...span, tone: 'bad', isInverse: !span.isInverse}) as const);
  return paint(theme, columns, bar);
}

function fittingParts(context: ViewContext, state: State): readonly Part[] {
  const {theme} = context;
  const excess = (parts: readonly Part[]) => {
    const [left, right] = sides(parts);
    return widthOf(theme, [...left, ...right]) + 4 - state.size.columns;
  };
  const unneeded = (parts: readonly Part[]) => Math.max(...parts.map(part => part.dropsAs));
  let role = mostRole;
  let parts = partsOf(context, state, role);
  let dropped = Number.POSITIVE_INFINITY;
  while (excess(parts) > 0) {
    const next = unneeded(parts);
    const roleWidth = Math.min(role, displayWidth(safeText(state.connection.identity?.role ?? '')));
    if (next < 5 && roleWidth > leastRole) role = Math.max(leastRole, roleWidth - excess(parts));
    else if (next > 0) dropped = next;
    else break;
    parts = partsOf(context, state, role).filter(part => part.dropsAs < dropped);
  }
  return parts;
}

function sides(parts: readonly Part[]): readonly [readonly Span[], readonly Span[]] {
  const side = (isRight: boolean) =>
    parts
      .filter(part => (part.isRight ?? false) === isRight)
      .flatMap((part, index) => (index === 0 ? part.spans : [gap(part.isClose ? 1 : 2), ...part.spans]));
  return [side(false), side(true)];
}

function partsOf(context: ViewContext, state: State, role: number): readonly Part[] {
  const {theme} = context;
  const {connection} = state;
  const running: Part = {spans: runSigns(context, state), isRight: true, dropsAs: 2};
  const throttled: Part = {spans: [{text: text`THROTTLED`, tone: 'warn', isBold: true}], isRight: true, dropsAs: 2};
  const calls: Part = {spans: [{text: text`${connection.callsPerMinute} calls/min`, tone: 'quiet'}], isRight: true, dropsAs: 6};
  return [
    {spans: [{text: text`ecsdeck`, isBold: true}], dropsAs: 5},
    ...identityParts(theme, connection, role),
    {spans: badges(state), dropsAs: 0},
    ...(running.spans.length > 0 ? [running] : []),
    ...(connection.isThrottled ? [throttled] : []),
    agePart(state),
    calls,
  ];
}

function identityParts(theme: Theme, {identity, profile, region}: Connection, role: number): readonly Part[] {
  const where: Part = {spans: [{text: safeText(region)}], isClose: true, dropsAs: 1};
  if (!identity) {
    const asked = profile === undefined ? text`account unknown` : text`profile ${profile}, account unknown`;
    return [{spans: [{text: asked, tone: 'quiet'}], dropsAs: 0}, where];
  }
  const name = cut(shown(theme, safeText(identity.role)), role, theme.glyphs.ellipsis);
  return [{spans: [{text: safeText(identity.account)}, gap(1), {text: name, isBold: true}], dropsAs: 0}, where];
}

function badges({connection: {isProduction, source, mode, problem}, isPaused}: State): readonly Span[] {
  const marks: Span[] = [];
  if (isProduction) marks.push(badge('PROD', 'bad'));
  if (source === 'demo') marks.push(badge('DEMO', 'busy'));
  marks.push(mode === 'write' ? badge('WRITE', 'warn') : {text: text`READ-ONLY`, isBold: true});
  if (isPaused) marks.push({text: text`PAUSED`, tone: 'busy', isBold: true});
  if (problem) marks.push({text: text`PROBLEM`, tone: 'bad', isBold: true});
  return joined(
    marks.map(mark => [mark]),
    gap(1),
  );
}

function badge(words: string, tone: Tone): Span {
  return {text: text` ${words} `, tone, isBold: true, isInverse: true};
}

/** Old data say so at any width; fresh ones only where there is room. */
function agePart(state: State): Part {
  const {age: span, isStale} = freshness(state);
  if (span === undefined) return {spans: [{text: text`no data yet`, tone: 'quiet'}], isRight: true, dropsAs: 3};
  if (!isStale) return {spans: [{text: text`data ${age(span)}`, tone: 'quiet'}], isRight: true, dropsAs: 3};
  return {spans: [{text: text`! data ${age(span)} old`, tone: 'warn', isBold: true}], isRight: true, dropsAs: 0};
}
