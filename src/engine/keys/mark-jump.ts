// From one marked line to the next, in words where it is not plain what happened. Apart from the other keys of the logs,
// because a mark can lead to lines that have to be read first.

import type {LogScreen} from '../../../store/log-screen.ts';
import {logViewChanged} from '../../../store/logs.ts';
import {clockSeconds} from '../../domain/format/clock-time.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import {type KeyPorts, mention} from './key-ports.ts';
import {goToMoment} from './log-moment.ts';
import type {MarkJump} from './log-port.ts';

/** Goes to the next mark; from the last one on it goes round. */
export function jumpToMark(ports: KeyPorts, {number}: LogScreen, direction: 'newer' | 'older'): void {
  const jump = ports.logs.of(number)?.jumpToMark(direction);
  const said = jump === undefined ? text`no line is marked: m marks the one under the cursor` : wordsFor(jump, direction);
  if (jump?.where === 'dropped' || jump?.where === 'elsewhere') goToMoment(ports, jump.at);
  else if (jump !== undefined) {
    const shown = {isFollowing: false, showsPatterns: false};
    ports.store.apply(logViewChanged, jump.where === 'hidden' ? {...shown, showsOnlyMatches: false} : shown);
  }
  if (said !== undefined) mention(ports, 'plain', said);
}

function wordsFor({at, where, isWrapped}: MarkJump, direction: 'newer' | 'older'): SafeText | undefined {
  const round = direction === 'newer' ? text`no newer mark, on from the oldest` : text`no older mark, on from the newest`;
  switch (where) {
    case 'under the cursor':
      return text`this is the only marked line`;
    case 'dropped':
      return text`the line marked at ${clockSeconds(at)} was dropped from memory: read again`;
    case 'elsewhere':
      return text`the line marked at ${clockSeconds(at)} is not among these: looked up`;
    case 'hidden':
      return text`the marked line is hidden by the filter: all are shown`;
    case 'shown':
      return isWrapped ? round : undefined;
  }
}
