// Where the program can be when it is ended: what leads there, and what is on the screen then.

/** One place. */
export interface ExitPlace {
  readonly name: string;
  /** Arguments besides `--demo`. */
  readonly args?: string;
  /** Keys, each followed by what has to be seen before the next one is pressed. */
  readonly way: readonly (readonly [keys: string, seen: string])[];
}

const services: ExitPlace['way'] = [
  [':', 'Go to'],
  ['services erp', ':services erp'],
  ['\r', 'srvweb'],
];

/** All places, from the first paint to a change that is about to be confirmed. */
export const exitPlaces: readonly ExitPlace[] = [
  {name: 'the first paint', way: [['', 'starting']]},
  {name: 'the clusters', way: [['', 'simple-ecs-cluster']]},
  {
    name: 'the palette',
    way: [
      ['', 'erp'],
      [':', 'Go to'],
    ],
  },
  {
    name: 'a filter',
    way: [
      ['', 'erp'],
      ['/', 'Esc as before'],
      ['we', '/we'],
    ],
  },
  {
    name: 'the help',
    way: [
      ['', 'erp'],
      ['?', 'From a row of'],
    ],
  },
  {name: 'the services', way: [['', 'erp'], ...services]},
  {name: 'the details', way: [['', 'erp'], ...services, ['d', 'Overview']]},
  {name: 'the JSON', way: [['', 'erp'], ...services, ['y', '"serviceArn"']]},
  {name: 'the logs', way: [['', 'erp'], ...services, ['l', 'following']]},
  {name: 'a question', way: [['', 'erp'], ...services, ['s', 'Desired count']]},
  {name: 'a confirmation', way: [['', 'erp'], ...services, ['r', 'goes ahead']]},
  {name: 'a network that is gone', args: '--fault blackhole', way: [['', '? help']]},
  {
    name: 'many rows',
    args: '--world services=500,tasks=2000,instances=50,clusters=1',
    way: [
      ['', 'active'],
      ['\r', 'services 500'],
    ],
  },
];
