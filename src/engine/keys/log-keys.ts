// The keys of a log screen: following, finding, columns, ranges, marks, saving.

import {filterOpened} from '../../../store/dialogs.ts';
import type {LogColumns, LogScreen} from '../../../store/log-screen.ts';
import {logViewChanged} from '../../../store/logs.ts';
import {clockTime} from '../../domain/format/clock-time.ts';
import {type Action, logRangeOf} from '../../domain/keys.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import {fileName, timeInName} from './file-name.ts';
import {type KeyPorts, mention, say} from './key-ports.ts';
import {jumpToMark} from './mark-jump.ts';
import {isMove, type Move} from './move.ts';
import {openPalette} from './palette.ts';

const nextColumns: Readonly<Record<LogColumns, LogColumns>> = {all: 'time', time: 'task', task: 'none', none: 'all'};

/** Does what a key asks for on a log screen; false when it is not the log's to do. */
export function actOnLogs(ports: KeyPorts, action: Action, screen: LogScreen): boolean {
  const {store} = ports;
  const {view} = screen;
  // The cost was told for the very next key only.
  if (view.liveTail === 'asked' && action !== 'liveTail') store.apply(logViewChanged, {liveTail: 'off'});
  if (isMove(action)) {
    moveInLogs(ports, action, screen);
    return true;
  }
  const minutes = logRangeOf(action);
  if (minutes !== undefined) {
    store.apply(logViewChanged, {minutes, isFollowing: true});
    return true;
  }
  switch (action) {
    case 'follow':
      store.apply(logViewChanged, {isFollowing: !view.isFollowing});
      return true;
    case 'wrap':
      store.apply(logViewChanged, {wraps: !view.wraps});
      return true;
    case 'logColumns':
      store.apply(logViewChanged, {columns: nextColumns[view.columns]});
      return true;
    case 'jsonFields':
      store.apply(logViewChanged, {opensJson: !view.opensJson});
      return true;
    case 'maskSecrets':
      store.apply(logViewChanged, {masksSecrets: !view.masksSecrets});
      return true;
    case 'patterns':
      store.apply(logViewChanged, {showsPatterns: !view.showsPatterns});
      return true;
    case 'filterLines':
      store.apply(logViewChanged, {showsOnlyMatches: true});
      store.apply(filterOpened);
      return true;
    case 'onlyMatches':
      if (view.filter === '') mention(ports, 'plain', text`there is no filter: / types one`);
      else store.apply(logViewChanged, {showsOnlyMatches: !view.showsOnlyMatches});
      return true;
    case 'nextMatch':
    case 'previousMatch':
      jumpToMatch(ports, screen, action === 'nextMatch' ? 'newer' : 'older');
      return true;
    case 'markLine':
      ports.logs.of(screen.number)?.toggleMark();
      return true;
    case 'nextMark':
    case 'previousMark':
      jumpToMark(ports, screen, action === 'nextMark' ? 'newer' : 'older');
      return true;
    case 'saveLines':
      saveLines(ports, screen);
      return true;
    case 'liveTail':
      turnLiveTail(ports, screen);
      return true;
    case 'jumpToTime':
      openPalette(ports, 'at ');
      return true;
    case 'copy':
      copyLine(ports, screen);
      return true;
    case 'back':
      return leaveInner(ports, screen);
    default:
      return false;
  }
}

/** Moves through the lines; going back stops the following. */
export function moveInLogs({store, logs}: KeyPorts, by: Move, screen: LogScreen): void {
  const isAtNewest = logs.of(screen.number)?.move(by) ?? true;
  store.apply(logViewChanged, {isFollowing: isAtNewest});
}

function jumpToMatch(ports: KeyPorts, screen: LogScreen, direction: 'newer' | 'older'): void {
  const {number, view} = screen;
  if (view.filter === '') {
    mention(ports, 'plain', text`there is no filter: / types one`);
    return;
  }
  const isFound = ports.logs.of(number)?.jump(direction) === true;
  if (isFound) ports.store.apply(logViewChanged, {isFollowing: false, showsOnlyMatches: false});
  // Until the next key: that may find one.
  else say(ports, 'plain', direction === 'newer' ? text`no newer line matches` : noOlderMatch(screen));
}

/** Older lines may match that were not read yet. */
function noOlderMatch({window, view}: LogScreen): SafeText {
  if (window === undefined || view.visiting !== undefined) return text`no older line matches`;
  return text`no older line matches, back to ${clockTime(window.heldFrom)}; g reads older ones`;
}

function saveLines(ports: KeyPorts, {number, title}: LogScreen): void {
  const watch = ports.logs.of(number);
  if (watch === undefined) return;
  const {content, lines} = watch.fileContent();
  const name = fileName(title, `-${timeInName(ports.now())}.log`);
  ports.actions.saveFile(name, content).then(
    path => say(ports, 'ok', text`saved ${lines} lines, secrets masked, in ${path}`),
    (error: unknown) => say(ports, 'bad', text`not saved: ${error instanceof Error ? error.message : String(error)}`),
  );
}

function copyLine(ports: KeyPorts, {number}: LogScreen): void {
  const line = ports.logs.of(number)?.lineUnderCursor();
  if (line === undefined) return;
  if (ports.actions.copy(line)) mention(ports, 'ok', text`copied the line`);
  else say(ports, 'warn', text`the line is too long for a terminal's clipboard: save it to a file instead`);
}

function turnLiveTail(ports: KeyPorts, {view, window}: LogScreen): void {
  const {store} = ports;
  if (view.liveTail === 'on') store.apply(logViewChanged, {liveTail: 'off'});
  else if (view.liveTail === 'asked') store.apply(logViewChanged, {liveTail: 'on'});
  else {
    const groups = Math.max(1, window?.groups ?? 1);
    store.apply(logViewChanged, {liveTail: 'asked'});
    say(ports, 'warn', text`Live Tail: about $${(groups * 0.01).toFixed(2)}/min, samples above 500 lines/s; L again starts it`);
  }
}

/** `Esc` leaves the patterns, then the filter, then the screen. */
function leaveInner({store}: KeyPorts, {view}: LogScreen): boolean {
  if (view.showsPatterns) store.apply(logViewChanged, {showsPatterns: false});
  else if (view.filter !== '') store.apply(logViewChanged, {filter: ''});
  else return false;
  return true;
}
