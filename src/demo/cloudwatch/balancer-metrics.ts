// AWS/ApplicationELB, by target group and load balancer: requests, answers of 5xx and how long answers take. They follow from the
// tasks that are targets, so that what the load balancer tells agrees with what ECS tells.

import type {Task} from '@aws-sdk/client-ecs';
import {lastPart} from '../ecs/scheduler/arns.ts';
import type {ServiceState} from '../ecs/state.ts';
import type {ListedGroup} from '../elb/target-groups.ts';
import {isInAlternate} from '../elb/targets.ts';
import {loadOf, mixed, part, phaseOf, runsAt, waveOf} from './load.ts';
import type {MeasuredWorld} from './measured-world.ts';
import type {MetricName, Sampler} from './metric-name.ts';

/** What the users of a service do with it. */
interface Demand {
  readonly services: RegExp;
  readonly requestsPerMinute: number;
  /** Seconds that an answer takes at an ordinary load. */
  readonly seconds: number;
}

const demands: readonly Demand[] = [
  {services: /^srvapp2$/, requestsPerMinute: 2_600, seconds: 0.21},
  {services: /^srv/, requestsPerMinute: 900, seconds: 0.09},
  {services: /^checkout$/, requestsPerMinute: 480, seconds: 0.14},
  {services: /^orders-(blue|green)$/, requestsPerMinute: 720, seconds: 0.06},
  {services: /(?:)/, requestsPerMinute: 300, seconds: 0.05},
];

/** Revisions that answer wrongly, or slowly: the share of their answers, and the times that they take as long. */
const flaws: Readonly<Record<string, {readonly failing: number; readonly slower: number}>> = {
  'checkout:43': {failing: 0.02, slower: 2.4},
  'simple-application:7': {failing: 0.6, slower: 1.5},
};

const mostSamples = 100;

/** The samples of a metric of a target group; undefined for one that load balancers do not send. */
export function balancerSamples(world: MeasuredWorld, {name, dimensions}: MetricName): Sampler | undefined {
  const {TargetGroup = '', LoadBalancer, ...others} = dimensions;
  const group = world.group(TargetGroup);
  if (group === undefined || LoadBalancer === undefined || Object.keys(others).length > 0) return undefined;
  if (!group.loadBalancerArn.endsWith(`:loadbalancer/${LoadBalancer}`)) return undefined;
  switch (name) {
    case 'RequestCount':
      return at => someOf(traffic(world, group, at).requests);
    case 'HTTPCode_Target_5XX_Count':
      // A minute without such an answer has no datapoint.
      return at => someOf(traffic(world, group, at).failed);
    case 'HTTPCode_Target_2XX_Count': {
      return at => {
        const {requests, failed} = traffic(world, group, at);
        return someOf(requests - failed);
      };
    }
    case 'TargetResponseTime':
      return at => responseTimes(traffic(world, group, at), group, at);
    default:
      return undefined;
  }
}

function someOf(count: number): readonly number[] {
  return count > 0 ? [count] : [];
}

interface Traffic {
  readonly requests: number;
  readonly failed: number;
  /** Seconds of an answer in the middle. */
  readonly seconds: number;
}

const silence: Traffic = {requests: 0, failed: 0, seconds: 0};

function traffic(world: MeasuredWorld, group: ListedGroup, at: number): Traffic {
  const {cluster, service} = group;
  const name = service.service.serviceName ?? '';
  const demand = demands.find(({services}) => services.test(name));
  const all = world.tasksOf(cluster, name).filter(task => runsAt(task, at));
  const tasks = all.filter(task => isInAlternate(service, task) === group.isAlternate);
  if (demand === undefined || tasks.length === 0) return silence;
  const share = shareOf(service, tasks, all);
  const requests = Math.round(demand.requestsPerMinute * waveOf(phaseOf(name), at) * share * (0.97 + 0.06 * part(`${group.arn} ${at}`)));
  const flawed = tasks.map(task => flaws[lastPart(task.taskDefinitionArn)] ?? {failing: 0, slower: 1});
  const mean = (of: (index: number) => number) => tasks.reduce((sum, _, index) => sum + of(index), 0) / tasks.length;
  const cpu = mean(index => loadOf(tasks[index] ?? {}, service, all.length, at).cpu);
  const queueing = 1 + Math.max(0, cpu - 60) / 25;
  return {
    requests,
    failed: Math.round(requests * mean(index => flawed[index]?.failing ?? 0) * (0.7 + 0.6 * part(`${group.arn} ${at} failed`))),
    seconds: demand.seconds * queueing * mean(index => flawed[index]?.slower ?? 1),
  };
}

/** A deployment in stages says how much of the traffic its revision gets; otherwise the group with the tasks has all of it. */
function shareOf({serviceDeployments}: ServiceState, tasks: readonly Task[], all: readonly Task[]): number {
  if (tasks.length === all.length) return 1;
  const target = serviceDeployments[0]?.targetServiceRevision;
  const isNew = tasks.some(({startedBy}) => lastPart(startedBy) === lastPart(target?.arn));
  const weight = (target?.requestedProductionTrafficWeight ?? 0) / 100;
  return isNew ? weight : 1 - weight;
}

/** A hundred answers: most of them near the middle, a few that take much longer. */
function responseTimes({requests, seconds}: Traffic, {arn}: ListedGroup, at: number): readonly number[] {
  const count = Math.min(mostSamples, requests);
  const number = Math.floor(part(`${arn} ${at}`) * 0x7fff_ffff);
  return Array.from({length: count}, (_, index) => {
    const place = (index + 0.5) / count;
    return seconds * (0.6 + 0.6 * place + 0.02 / (1.01 - place)) * (0.95 + 0.1 * mixed(number + index));
  });
}
