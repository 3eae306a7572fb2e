// How the software of the demo worlds behaves, and what goes wrong in them by itself: a table, so that a trouble is one line.

import {type PeriodicJob, type RegionScript, type TaskBehaviour, wellBehaved} from '../scheduler/script.ts';

const outOfMemory = 'OutOfMemoryError: Container killed due to memory usage';
const springBoot: TaskBehaviour = {start: [4, 8], warmUp: [8, 14], fate: {kind: 'serves'}};

function job(least: number, most: number, exitCode = 0): TaskBehaviour {
  return {...wellBehaved, fate: {kind: 'exits', after: [least, most], exitCode}};
}

/** By `family:revision`, or by family for every revision of it that has no line of its own. */
const behaviours: Readonly<Record<string, TaskBehaviour>> = {
  'simple-application': springBoot,
  // Its context path was changed, so that the health check's path answers 404.
  'simple-application:7': {
    ...springBoot,
    fate: {kind: 'fails-target-health', reason: 'Health checks failed with these codes: [404]'},
    redeployedAfter: 1200,
  },
  'simple-config-server': springBoot,
  'simple-eureka': springBoot,
  // An image of 2016 that starts its server from a shell script: the shell does not pass SIGTERM on.
  taskweb: {...wellBehaved, ignoresSigterm: true},
  weather: {start: [2, 4], warmUp: [2, 4], fate: {kind: 'exits', after: [45, 90], exitCode: 137, reason: outOfMemory}},
  // A connection leak: after some minutes its own health check fails, and its successors take minutes to warm up.
  'orders-green': {start: [3, 6], warmUp: [150, 200], fate: {kind: 'turns-unhealthy', after: [1200, 2400]}},
  'checkout:43': {...wellBehaved, redeployedAfter: 1200},
  // Its payments fail, which nothing but its alarms shows.
  'checkout:40': {...wellBehaved, raisesAlarmAfter: 60},
  'image-resize': job(90, 240),
  'report-export': job(60, 180),
  'index-rebuild': job(300, 600),
  'mail-digest': job(20, 60),
  'invoice-sync': job(15, 40, 1),
  'ledger-archive': {
    ...wellBehaved,
    fate: {
      kind: 'cannot-start',
      reason:
        'CannotPullContainerError: Error response from daemon: manifest for ' +
        '111122223333.dkr.ecr.ap-southeast-1.amazonaws.com/ledger-archive:2.4 not found: manifest unknown',
    },
  },
};

/** In a generated world a service's first two revisions are good ones, and the next two are not. */
const generatedBehaviours: Readonly<Record<number, TaskBehaviour>> = {
  3: {...wellBehaved, fate: {kind: 'exits', after: [30, 120], exitCode: 137, reason: outOfMemory}},
  4: {...wellBehaved, fate: {kind: 'fails-target-health', reason: 'Health checks failed with these codes: [502]'}},
};

/** The families of generated services: a word and four digits. */
export const generatedFamily = /^[a-z]+-\d{4}$/;

const jobs: readonly PeriodicJob[] = [
  {
    cluster: 'batch',
    family: 'image-resize',
    everySeconds: 240,
    count: 3,
    startedBy: 'events-rule/resize',
    placementStrategy: [{type: 'spread', field: 'attribute:ecs.availability-zone'}],
  },
  {
    cluster: 'batch',
    family: 'report-export',
    everySeconds: 420,
    count: 2,
    startedBy: 'events-rule/export',
    placementStrategy: [{type: 'binpack', field: 'memory'}],
  },
  {
    cluster: 'batch',
    family: 'index-rebuild',
    everySeconds: 900,
    count: 2,
    startedBy: 'ops-console',
    placementConstraints: [{type: 'distinctInstance'}, {type: 'memberOf', expression: 'attribute:ecs.instance-type =~ m5.*'}],
  },
  {
    cluster: 'batch',
    family: 'mail-digest',
    everySeconds: 300,
    count: 1,
    startedBy: 'events-rule/digest',
    placementConstraints: [{type: 'memberOf', expression: 'attribute:ecs.ami-id == ami-0b8f1c2d3e4a59687'}],
    placementStrategy: [{type: 'random'}],
  },
  {cluster: 'batch', family: 'invoice-sync', everySeconds: 600, count: 1, startedBy: 'events-rule/invoices'},
  {cluster: 'batch', family: 'ledger-archive', everySeconds: 1500, count: 1, startedBy: 'ops-console'},
];

/** The script of the five systems and of generated worlds. */
export const worldScript: RegionScript = {
  behaviourOf(family, revision) {
    const own = behaviours[`${family}:${revision}`] ?? behaviours[family];
    if (own !== undefined) return own;
    return (generatedFamily.test(family) ? generatedBehaviours[revision] : undefined) ?? wellBehaved;
  },
  jobs,
  agentTroubles: [{cluster: 'consul-demo', every: [1500, 3000], lasts: [60, 150]}],
};
