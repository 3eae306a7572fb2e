// Elastic Load Balancing, version 2: the target groups that the world's services name, and how the tasks in them are.

import type {Scheduler} from '../ecs/state.ts';
import {AwsError} from '../wire/aws-error.ts';
import {takePage} from '../wire/pages.ts';
import {QueryInput, queryProtocol} from '../wire/query-protocol.ts';
import type {DemoService} from '../wire/service.ts';
import {findGroups, groupAttributes, type ListedGroup, type LoadBalancedRegion, toTargetGroup} from './target-groups.ts';
import {targetsOf, toTargetHealth, unregistered} from './targets.ts';

interface Parts {
  readonly state: LoadBalancedRegion;
  readonly scheduler: Scheduler;
  readonly now: () => number;
}

// AWS: "You cannot describe more than '20' target groups at a time"; a page has 400 at most.
const mostNamed = 20;
const mostPerPage = 400;

// "Request throttling for the ELB API" calculates with this bucket for all that only reads.
const reads = {name: 'load balancing read', limit: {burst: 40, perSecond: 10}};

/** Elastic Load Balancing over the services and tasks of the world. */
export function elasticLoadBalancing(parts: Parts): DemoService {
  const over = (run: (parts: Parts, input: QueryInput) => object) => (input: unknown) =>
    run(parts, input instanceof QueryInput ? input : new QueryInput(''));
  return {
    iamPrefix: 'elasticloadbalancing',
    wireName: '2015-12-01',
    protocol: queryProtocol,
    operations: {
      DescribeTargetGroups: over(describeTargetGroups),
      DescribeTargetGroupAttributes: over(describeTargetGroupAttributes),
      DescribeTargetHealth: over(describeTargetHealth),
    },
    throttleCategory: () => reads,
  };
}

function describeTargetGroups({state}: Parts, input: QueryInput): object {
  const arns = input.list('TargetGroupArns.member');
  const names = input.list('Names.member');
  const balancer = input.text('LoadBalancerArn');
  const size = Number(input.text('PageSize') ?? mostPerPage);
  if (Math.max(arns.length, names.length) > mostNamed) {
    throw invalid(`You cannot describe more than '${mostNamed}' target groups at a time`);
  }
  if (!(size >= 1 && size <= mostPerPage)) throw invalid(`Page size must be between 1 and ${mostPerPage}`);
  const all = findGroups(state);
  const wanted = all.filter(
    group =>
      (arns.length === 0 || arns.includes(group.arn)) &&
      (names.length === 0 || names.includes(group.name)) &&
      (balancer === undefined || group.loadBalancerArn === balancer),
  );
  if (wanted.length < arns.length + names.length) throw notFound('One or more target groups not found');
  const page = takePage(
    () => wanted,
    ({arn}) => arn,
    {scope: 'DescribeTargetGroups', size, token: input.text('Marker')},
    () => invalid('The marker is not valid'),
  );
  return {TargetGroups: page.items.map(toTargetGroup), NextMarker: page.nextToken};
}

function describeTargetGroupAttributes({state}: Parts, input: QueryInput): object {
  return {Attributes: groupAttributes(named(state, input))};
}

function describeTargetHealth({state, scheduler, now}: Parts, input: QueryInput): object {
  const group = named(state, input);
  const targets = targetsOf(group, scheduler, now());
  const asked = askedFor(input, group);
  if (asked.length === 0) return {TargetHealthDescriptions: targets.map(toTargetHealth)};
  const found = asked.map(({id, port}) => targets.find(target => target.id === id && target.port === port) ?? unregistered(id, port));
  return {TargetHealthDescriptions: found.map(toTargetHealth)};
}

function askedFor(input: QueryInput, {port}: ListedGroup): readonly {readonly id: string; readonly port: number}[] {
  const asked: {readonly id: string; readonly port: number}[] = [];
  for (let index = 1; ; index += 1) {
    const id = input.text(`Targets.member.${index}.Id`);
    if (id === undefined) return asked;
    asked.push({id, port: Number(input.text(`Targets.member.${index}.Port`) ?? port)});
  }
}

function named(state: LoadBalancedRegion, input: QueryInput): ListedGroup {
  const arn = input.text('TargetGroupArn') ?? '';
  if (!/^arn:[^:]*:elasticloadbalancing:[^:]*:\d+:targetgroup\/[^/]+\/[0-9a-f]+$/.test(arn)) {
    throw invalid(`'${arn}' is not a valid target group ARN`);
  }
  const [group] = findGroups(state, arn);
  if (group === undefined) throw notFound(`Target groups '${arn}' not found`);
  return group;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

function notFound(message: string): AwsError {
  return new AwsError('TargetGroupNotFound', message);
}
