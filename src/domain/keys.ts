// The keys that are no command's: moving, finding, leaving. One table for the dispatcher, the help screen and docs/keys.md.
// Keys are named as normaliseKey (engine/key-names) names them: `j`, `G`, `up`, `enter`, `escape`, `tab`, `ctrl+f`, `space`.

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
  | 'pause'
  | 'refresh'
  | 'undo'
  | 'problemsOnly'
  | 'revealSecrets'
  | 'help'
  | 'quit';

/** One line of the table of keys. */
export interface KeyBinding {
  readonly action: Action;
  readonly keys: readonly string[];
  readonly title: string;
  readonly where: 'everywhere' | 'table' | 'details';
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
  {action: 'copy', keys: ['c'], title: 'copy the ARN', where: 'everywhere'},
  {action: 'pause', keys: ['p'], title: 'pause or resume refreshing', where: 'everywhere'},
  {action: 'refresh', keys: ['ctrl+r'], title: 'refresh now', where: 'everywhere'},
  {action: 'undo', keys: ['u'], title: 'undo the last change', where: 'everywhere'},
  {action: 'problemsOnly', keys: ['!'], title: 'problems only', where: 'table'},
  {action: 'revealSecrets', keys: ['v'], title: 'show or mask secret values', where: 'details'},
  {action: 'help', keys: ['?'], title: 'help for this screen', where: 'everywhere'},
  {action: 'quit', keys: ['q', 'ctrl+c'], title: 'quit', where: 'everywhere'},
];
