// To the lines of a moment, which may be in the buffer or not. Apart from the other keys of the logs, because the palette leads here.

import {logViewChanged} from '../../../store/logs.ts';
import {shownScreen} from '../../../store/screens.ts';
import {text} from '../../domain/safe-text.ts';
import {type KeyPorts, say} from './key-ports.ts';

/** To the lines of a moment, where they are kept, or read anew. */
export function goToMoment(ports: KeyPorts, at: number): void {
  const screen = shownScreen(ports.store.getState());
  if (screen?.type !== 'logs') return;
  const answer = ports.logs.of(screen.number)?.showMoment(at) ?? 'unknown';
  if (answer === 'unknown') say(ports, 'warn', text`the tasks are not known yet: try again in a moment`);
  else ports.store.apply(logViewChanged, {isFollowing: false, visiting: answer === 'elsewhere' ? at : undefined});
}
