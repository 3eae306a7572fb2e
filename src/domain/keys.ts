// The keys that are no command's: moving, finding, leaving. One table for the dispatcher, the help screen and docs/keys.md.
// Keys are named as normaliseKey (engine/key-names) names them: `j`, `G`, `up`, `enter`, `escape`, `tab`, `ctrl+f`, `space`.

import type {Kind} from './kind.ts';

/** What a key can ask for, apart from a command or a link of a table. */
export type Action =
  | 'moveUp'
  | 'moveDown'
  | 'moveTop'
  | 'moveBottom'
  | 'pageDown'
  | 'pageUp'
  | 'open'
  | 'back'
  | 'previousScreen'
  | 'palette'
  | 'filter'
  | 'chooseColumnLeft'
  | 'chooseColumnRight'
  | 'sortByChosen'
  | 'mark'
  | 'markAll'
  | 'details'
  | 'raw'
  | 'copy'
  | 'openEditor'
  | 'pause'
  | 'refresh'
  | 'redraw'
  | 'undo'
  | 'problemsOnly'
  | 'revealSecrets'
  | 'logs'
  | 'filterLines'
  | 'onlyMatches'
  | 'nextMatch'
  | 'previousMatch'
  | 'follow'
  | 'wrap'
  | 'logColumns'
  | 'jsonFields'
  | 'markLine'
  | 'nextMark'
  | 'previousMark'
  | 'maskSecrets'
  | 'saveLines'
  | 'patterns'
  | 'liveTail'
  | 'jumpToTime'
  | 'lastMinute'
  | 'last5Minutes'
  | 'last15Minutes'
  | 'last30Minutes'
  | 'lastHour'
  | 'last6Hours'
  | 'checkTime'
  | 'runPlaybook'
  | 'fixTime'
  | 'proceedRun'
  | 'abortRun'
  | 'retryRun'
  | 'saveReport'
  | 'help'
  | 'quit';

/** One line of the table of keys. */
export interface KeyBinding {
  readonly action: Action;
  readonly keys: readonly string[];
  readonly title: string;
  /** `row`: where a row is in front, in a table or by its details. `text`: in the details, the JSON and the logs. */
  readonly where: 'everywhere' | 'row' | 'table' | 'details' | 'logs' | 'text';
  /** Only in the tables of these kinds; `short` is its title in the footer there. */
  readonly on?: {
    readonly kinds: readonly Kind[];
    readonly short: string /** It leads to something being sent. */;
    readonly isChange?: true;
  };
}

/** The keys as they are when the configuration changes none. */
export const keyBindings: readonly KeyBinding[] = [
  {action: 'moveUp', keys: ['up', 'k'], title: 'up', where: 'everywhere'},
  {action: 'moveDown', keys: ['down', 'j'], title: 'down', where: 'everywhere'},
  {action: 'moveTop', keys: ['g', 'home'], title: 'to the top', where: 'everywhere'},
  {action: 'moveBottom', keys: ['G', 'end'], title: 'to the bottom', where: 'everywhere'},
  {action: 'pageDown', keys: ['ctrl+f', 'pagedown'], title: 'a page down', where: 'everywhere'},
  {action: 'pageUp', keys: ['ctrl+b', 'pageup'], title: 'a page up', where: 'everywhere'},
  {action: 'open', keys: ['enter'], title: 'into the row', where: 'table'},
  {action: 'back', keys: ['escape'], title: 'back (never quits)', where: 'everywhere'},
  {action: 'previousScreen', keys: ['-'], title: 'the previous screen', where: 'everywhere'},
  {action: 'palette', keys: [':'], title: 'go to any table or command by name', where: 'everywhere'},
  {action: 'filter', keys: ['/'], title: 'filter: regex, ! inverts, col:value', where: 'table'},
  {action: 'chooseColumnLeft', keys: ['<'], title: 'choose the column to the left', where: 'table'},
  {action: 'chooseColumnRight', keys: ['>'], title: 'choose the column to the right', where: 'table'},
  {action: 'sortByChosen', keys: ['o'], title: 'sort by the chosen column, again to reverse', where: 'table'},
  {action: 'mark', keys: ['space'], title: 'mark the row', where: 'table'},
  {action: 'markAll', keys: ['*'], title: 'mark all rows that match, or none', where: 'table'},
  {action: 'details', keys: ['d'], title: 'details', where: 'table'},
  {action: 'raw', keys: ['y'], title: 'raw JSON as AWS sent it', where: 'table'},
  {action: 'logs', keys: ['l'], title: 'logs of the row, or of all marked rows', where: 'row'},
  {
    action: 'checkTime',
    keys: ['t'],
    title: 'clock and zone: check, and from there fix',
    where: 'table',
    on: {kinds: ['container-instance'], short: 'clock', isChange: true},
  },
  {
    action: 'runPlaybook',
    keys: ['R'],
    title: 'run a playbook',
    where: 'table',
    on: {kinds: ['container-instance'], short: 'run', isChange: true},
  },
  {
    action: 'proceedRun',
    keys: ['a'],
    title: 'go on: shows the plan and asks, or picks up a paused run',
    where: 'table',
    on: {kinds: ['fleet-run', 'fleet-host'], short: 'go on', isChange: true},
  },
  {
    action: 'abortRun',
    keys: ['X'],
    title: 'abort: asks, then sends nothing more',
    where: 'table',
    on: {kinds: ['fleet-run', 'fleet-host'], short: 'abort'},
  },
  {
    action: 'fixTime',
    keys: ['t'],
    title: 'fix clock and zone',
    where: 'table',
    on: {kinds: ['fleet-host'], short: 'fix clock', isChange: true},
  },
  {
    action: 'retryRun',
    keys: ['R'],
    title: 'try the hosts that failed again',
    where: 'table',
    on: {kinds: ['fleet-run', 'fleet-host'], short: 'retry', isChange: true},
  },
  {
    action: 'saveReport',
    keys: ['s'],
    title: 'save the report: Markdown and JSON, to files here',
    where: 'table',
    on: {kinds: ['fleet-run', 'fleet-host'], short: 'save report'},
  },
  {action: 'filterLines', keys: ['/'], title: 'filter: words, regex, ! inverts, task: container:', where: 'logs'},
  {action: 'onlyMatches', keys: ['o'], title: 'only the lines that match, or all with matches shown', where: 'logs'},
  {action: 'nextMatch', keys: ['n'], title: 'next match, among all lines', where: 'logs'},
  {action: 'previousMatch', keys: ['N'], title: 'previous match, among all lines', where: 'logs'},
  {action: 'follow', keys: ['f'], title: 'follow the newest line, or stop', where: 'logs'},
  {action: 'wrap', keys: ['w'], title: 'wrap long lines', where: 'logs'},
  {action: 'logColumns', keys: ['t'], title: 'columns: all, time, task and container, none', where: 'logs'},
  {action: 'jsonFields', keys: ['i'], title: 'open JSON lines as fields', where: 'logs'},
  {action: 'markLine', keys: ['m'], title: 'mark the line', where: 'logs'},
  {action: 'nextMark', keys: ["'"], title: 'next marked line', where: 'logs'},
  {action: 'previousMark', keys: ['"'], title: 'previous marked line', where: 'logs'},
  {action: 'maskSecrets', keys: ['S'], title: 'mask what looks like a secret', where: 'logs'},
  {action: 'saveLines', keys: ['s'], title: 'save the lines that pass the filter to a file here', where: 'logs'},
  {action: 'patterns', keys: ['P'], title: 'patterns: similar lines counted together', where: 'logs'},
  {action: 'jumpToTime', keys: ['T'], title: 'to a time: 14:05, 2026-11-25 14:05, -20m', where: 'logs'},
  {action: 'liveTail', keys: ['L'], title: 'Live Tail: newest lines within a second; costs money', where: 'logs'},
  {action: 'lastMinute', keys: ['1'], title: 'the last minute', where: 'logs'},
  {action: 'last5Minutes', keys: ['2'], title: 'the last 5 minutes', where: 'logs'},
  {action: 'last15Minutes', keys: ['3'], title: 'the last 15 minutes', where: 'logs'},
  {action: 'last30Minutes', keys: ['4'], title: 'the last 30 minutes', where: 'logs'},
  {action: 'lastHour', keys: ['5'], title: 'the last hour', where: 'logs'},
  {action: 'last6Hours', keys: ['6'], title: 'the last 6 hours', where: 'logs'},
  {action: 'openEditor', keys: ['E'], title: 'read all of it in $VISUAL, $EDITOR or less', where: 'text'},
  {action: 'copy', keys: ['c'], title: 'copy the ARN, or the log line', where: 'everywhere'},
  {action: 'pause', keys: ['p'], title: 'pause or resume refreshing', where: 'everywhere'},
  {action: 'refresh', keys: ['ctrl+r'], title: 'refresh now', where: 'everywhere'},
  {action: 'redraw', keys: ['ctrl+l'], title: 'draw the screen anew', where: 'everywhere'},
  {action: 'undo', keys: ['u'], title: 'undo the last change', where: 'everywhere'},
  {action: 'problemsOnly', keys: ['!'], title: 'problems only', where: 'table'},
  {action: 'revealSecrets', keys: ['v'], title: 'show or mask secret values', where: 'details'},
  {action: 'help', keys: ['?'], title: 'help for this screen', where: 'everywhere'},
  {action: 'quit', keys: ['q', 'ctrl+c'], title: 'quit', where: 'everywhere'},
];

/** True where a key that is bound for tables works in the tables of a kind. */
export function isBoundOn({on}: KeyBinding, kind: Kind): boolean {
  return on === undefined || on.kinds.includes(kind);
}

const logRanges: Partial<Record<Action, number>> = {
  lastMinute: 1,
  last5Minutes: 5,
  last15Minutes: 15,
  last30Minutes: 30,
  lastHour: 60,
  last6Hours: 360,
};

/** The minutes of a key that sets the range of logs; undefined for the others. */
export function logRangeOf(action: Action): number | undefined {
  return logRanges[action];
}
