// Application Auto Scaling over the services of the world: the operations on the wire, with AWS's limits and refusals.

import type {
  DescribeScalableTargetsRequest,
  DescribeScalingActivitiesRequest,
  DescribeScalingPoliciesRequest,
  DescribeScheduledActionsRequest,
  RegisterScalableTargetRequest,
  ScalableTarget,
} from '@aws-sdk/client-application-auto-scaling';
import {arn, partitionOf} from '../ecs/scheduler/arns.ts';
import type {EcsState, Scheduler} from '../ecs/state.ts';
import type {ScalableService} from '../ecs/world/scalable-services.ts';
import type {Timeline} from '../hosts/timeline.ts';
import {AwsError} from '../wire/aws-error.ts';
import {jsonProtocol} from '../wire/json-protocol.ts';
import {takePage} from '../wire/pages.ts';
import type {DemoService} from '../wire/service.ts';
import {described, keptMilliseconds} from './activities.ts';
import {actionsOf, policiesOf} from './policies.ts';
import {ScalingBook, type Target} from './scaling-book.ts';

interface Parts {
  readonly state: EcsState;
  readonly scheduler: Scheduler;
  readonly timeline: Timeline;
  readonly scalableTargets: readonly ScalableService[];
}

interface Context {
  readonly state: EcsState;
  readonly timeline: Timeline;
  readonly book: ScalingBook;
}

interface Listing {
  readonly ServiceNamespace?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly ScalableDimension?: string | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

const most = 50;

// AWS tells no figures for this API: assumed, and lower than those of others.
const calls = {name: 'application auto scaling', limit: {burst: 20, perSecond: 10}};

/** Application Auto Scaling, which begins to act with the region. */
export function applicationAutoScaling({state, scheduler, timeline, scalableTargets}: Parts): DemoService {
  const context = {state, timeline, book: new ScalingBook({state, scheduler, timeline, scalable: scalableTargets})};
  return {
    iamPrefix: 'application-autoscaling',
    wireName: 'AnyScaleFrontendService',
    protocol: jsonProtocol,
    operations: {
      DescribeScalableTargets: input => describeTargets(context, input as DescribeScalableTargetsRequest),
      DescribeScalingActivities: input => describeActivities(context, input as DescribeScalingActivitiesRequest),
      DescribeScalingPolicies: input => describePolicies(context, input as DescribeScalingPoliciesRequest),
      DescribeScheduledActions: input => describeActions(context, input as DescribeScheduledActionsRequest),
      RegisterScalableTarget: input => register(context, input as RegisterScalableTargetRequest),
    },
    throttleCategory: () => calls,
  };
}

function describeTargets({state, book}: Context, input: DescribeScalableTargetsRequest): object {
  const {ResourceIds} = input;
  if (ResourceIds !== undefined && ResourceIds.length > most) {
    throw invalid(`Value at 'resourceIds' failed to satisfy constraint: Member must have length less than or equal to ${most}`);
  }
  const targets = targetsOf(book, input).filter(({resourceId}) => ResourceIds === undefined || ResourceIds.includes(resourceId));
  const page = pageOf(input, 'DescribeScalableTargets', targets, ({resourceId}) => resourceId);
  return {ScalableTargets: page.items.map(target => toTarget(state, target)), NextToken: page.nextToken};
}

function describeActivities({book, timeline}: Context, input: DescribeScalingActivitiesRequest): object {
  const since = timeline.now - keptMilliseconds;
  const activities = targetsOf(book, input)
    .flatMap(target =>
      book
        .settled(target)
        .toReversed()
        .map(activity => ({activity, target})),
    )
    .filter(({activity: {at, outcome}}) => at >= since && (outcome.kind !== 'not scaled' || input.IncludeNotScaledActivities === true))
    .toSorted((one, other) => other.activity.at - one.activity.at);
  const page = pageOf(input, 'DescribeScalingActivities', activities, ({activity}) => activity.id);
  return {ScalingActivities: page.items.map(({activity, target}) => described(activity, target.resourceId)), NextToken: page.nextToken};
}

function describePolicies({state, book}: Context, input: DescribeScalingPoliciesRequest): object {
  const {PolicyNames} = input;
  const policies = targetsOf(book, input)
    .flatMap(({plan, registeredAt}) => policiesOf(state, plan, registeredAt))
    .filter(({PolicyName = ''}) => PolicyNames === undefined || PolicyNames.includes(PolicyName));
  const page = pageOf(input, 'DescribeScalingPolicies', policies, ({PolicyARN}) => PolicyARN ?? '');
  return {ScalingPolicies: page.items, NextToken: page.nextToken};
}

function describeActions({state, book}: Context, input: DescribeScheduledActionsRequest): object {
  const {ScheduledActionNames} = input;
  const actions = targetsOf(book, input)
    .flatMap(({plan, registeredAt}) => actionsOf(state, plan, registeredAt))
    .filter(({ScheduledActionName = ''}) => ScheduledActionNames === undefined || ScheduledActionNames.includes(ScheduledActionName));
  const page = pageOf(input, 'DescribeScheduledActions', actions, ({ScheduledActionARN}) => ScheduledActionARN ?? '');
  return {ScheduledActions: page.items, NextToken: page.nextToken};
}

/** What is left out stays as it is; a service that was not registered needs both bounds. */
function register({state, book}: Context, input: RegisterScalableTargetRequest): object {
  const {ServiceNamespace, ResourceId = '', ScalableDimension, MinCapacity, MaxCapacity, SuspendedState} = input;
  if (ServiceNamespace !== 'ecs' || ScalableDimension !== 'ecs:service:DesiredCount') {
    throw new AwsError('ValidationException', 'Unsupported service namespace, resource type or scalable dimension');
  }
  if (book.serviceOf(ResourceId) === undefined) throw new AwsError('ValidationException', `ECS service doesn't exist: ${ResourceId}`);
  const before = book.targets.get(ResourceId);
  const minimum = MinCapacity ?? before?.minimum;
  const maximum = MaxCapacity ?? before?.maximum;
  if (minimum === undefined || maximum === undefined) {
    throw new AwsError('ValidationException', 'Both the minimum and the maximum capacity are required for a new scalable target');
  }
  if (minimum < 0) throw invalid("Value at 'minCapacity' failed to satisfy constraint: Member must have value greater than or equal to 0");
  if (minimum > maximum) throw new AwsError('ValidationException', 'Maximum capacity cannot be less than minimum capacity');
  const target = before ?? book.register(ResourceId, {minimum, maximum});
  target.suspended = {...target.suspended, ...SuspendedState};
  if (MinCapacity !== undefined || MaxCapacity !== undefined) book.setBounds(target, {minimum, maximum});
  return {ScalableTargetARN: toTarget(state, target).ScalableTargetARN};
}

function targetsOf(book: ScalingBook, {ServiceNamespace, ResourceId, ScalableDimension}: Listing): readonly Target[] {
  if (ServiceNamespace === undefined) throw invalid("Value at 'serviceNamespace' failed to satisfy constraint: Member must not be null");
  if (ServiceNamespace !== 'ecs' || (ScalableDimension !== undefined && ScalableDimension !== 'ecs:service:DesiredCount')) return [];
  return [...book.targets.values()].filter(target => ResourceId === undefined || target.resourceId === ResourceId);
}

function pageOf<Item>({MaxResults = most, NextToken}: Listing, scope: string, items: readonly Item[], keyOf: (item: Item) => string) {
  if (MaxResults < 1)
    throw invalid("Value at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1");
  return takePage(
    () => items,
    keyOf,
    {scope, size: Math.min(MaxResults, most), token: NextToken},
    () => new AwsError('InvalidNextTokenException', 'The next token supplied was invalid.'),
  );
}

function toTarget(state: EcsState, {plan, resourceId, minimum, maximum, suspended, registeredAt}: Target): ScalableTarget {
  const role = 'aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService';
  return {
    ServiceNamespace: 'ecs',
    ResourceId: resourceId,
    ScalableDimension: 'ecs:service:DesiredCount',
    MinCapacity: minimum,
    MaxCapacity: maximum,
    RoleARN: `arn:${partitionOf(state.region)}:iam::${state.account}:role/${role}`,
    CreationTime: registeredAt,
    SuspendedState: {...suspended},
    ScalableTargetARN: arn(state, 'application-autoscaling', `scalable-target/${plan.cluster}-${plan.service}`),
  };
}

function invalid(complaint: string): AwsError {
  return new AwsError('ValidationException', `1 validation error detected: ${complaint}`);
}
