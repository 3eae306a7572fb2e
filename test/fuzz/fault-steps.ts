// What may happen in a random sequence: faults begin and end, time passes, keys are pressed, changes are tried.

import fc from 'fast-check';

/** One thing that happens. */
export type Step =
  | {readonly type: 'faults'; readonly spec: string}
  | {readonly type: 'time'; readonly seconds: number}
  | {readonly type: 'key'; readonly key: string}
  /** Scales, redeploys, rolls back or takes back a service; the faults begin while the person reads the preview. */
  | {readonly type: 'change'; readonly key: 's' | 'r' | 'B' | 'u'; readonly spec: string};

const oneFault = fc.constantFrom(
  ...['throttle=0.3', 'throttle=1', 'latency=800', 'latency=30000', 'blackhole', 'expired', 'skew=3600', 'fail=0.3', 'fail=1'],
  ...[
    'fail-batch=0.5',
    'fail-batch=1',
    'deny=ecs:Describe*',
    'deny=ecs:List*',
    'deny=sts:*',
    'deny=ecs:UpdateService',
    'deny=ecs:Stop*',
    'deny=logs:*',
  ],
  ...['unknown=UpdateService', 'unknown=StopServiceDeployment', 'unknown=DescribeServices', 'region-out=ap-southeast-1', 'cut-streams'],
);

const faults: fc.Arbitrary<string> = fc.oneof(
  {weight: 1, arbitrary: fc.constant('')},
  {weight: 4, arbitrary: oneFault},
  {weight: 2, arbitrary: fc.uniqueArray(oneFault, {minLength: 2, maxLength: 3}).map(specs => specs.join(','))},
);

/** Keys that go anywhere, but do not leave the program. */
const keys = fc.constantFrom(
  ...[
    'j',
    'k',
    'G',
    'g',
    'enter',
    'escape',
    'd',
    'y',
    'e',
    'b',
    'l',
    'L',
    'T',
    '!',
    'p',
    '/',
    'space',
    '*',
    'ctrl+r',
    ':',
    'tab',
    '?',
    '-',
  ],
  ...['o', '>', '<', 'f', 'w', 'n', 'v', 'c', 'S'],
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 4, arbitrary: fc.record({type: fc.constant('faults' as const), spec: faults})},
  {weight: 4, arbitrary: fc.record({type: fc.constant('time' as const), seconds: fc.integer({min: 1, max: 6})})},
  {weight: 5, arbitrary: fc.record({type: fc.constant('key' as const), key: keys})},
  {
    weight: 3,
    arbitrary: fc.record({type: fc.constant('change' as const), key: fc.constantFrom('s', 's', 'r', 'r', 'B', 'u'), spec: faults}),
  },
);

/** Some steps; at least one is a fault. */
export const faultSequence: fc.Arbitrary<readonly Step[]> = fc
  .tuple(faults, fc.array(step, {minLength: 2, maxLength: 8}))
  .map(([spec, steps]) => [{type: 'faults', spec}, ...steps]);
