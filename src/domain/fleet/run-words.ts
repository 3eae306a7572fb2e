// A run in sentences: for the head of its table, its details, notices and the farewell of the program.

import {type SafeText, text} from '../safe-text.ts';
import {isOver, type RunHead} from './run-summary.ts';

/** `23 of 40 hosts: 21 done, 1 failed, 4 under way, 14 to come`; parts that are nothing are left out. */
export function summaryWords({phase, summary}: Pick<RunHead, 'phase' | 'summary'>): SafeText {
  const {total, ended, done, failed, unknown, unchanged, unsent, underWay, excluded, troubled} = summary;
  const toCome = Math.max(0, total - ended - underWay - unsent);
  const parts = [
    part(done, 'done'),
    part(troubled, 'in trouble'),
    part(failed, 'failed'),
    part(unknown, 'unknown'),
    part(underWay, 'under way'),
    isOver(phase) ? '' : part(toCome, 'to come'),
    part(unsent, 'not reached'),
    part(unchanged, 'as wanted already'),
    part(excluded, 'left out'),
  ].filter(words => words !== '');
  const counted = text`${ended} of ${total} hosts`;
  return parts.length === 0 ? counted : text`${counted}: ${parts.join(', ')}`;
}

function part(count: number, words: string): string {
  return count === 0 ? '' : `${count} ${words}`;
}

/** `time-fix over erp` */
export function runName({playbookId, clusterName}: Pick<RunHead, 'playbookId' | 'clusterName'>): SafeText {
  return text`${playbookId} over ${clusterName}`;
}
