// A CloudWatch alarm as the program sees it: a metric's, or one that is made of others.

/** An alarm, from DescribeAlarms. Times are milliseconds since 1970. */
export interface Alarm {
  readonly arn: string;
  readonly name: string;
  readonly state: AlarmState;
  /** CloudWatch's own words on why it is in its state. */
  readonly reason: string;
  /** When it came into its state; 0 where AWS does not tell. */
  readonly since: number;
  readonly description?: string;
  readonly hasActions: boolean;
  /** All that it does is to let Application Auto Scaling act: it is in ALARM whenever there is little to do. */
  readonly isForScaling: boolean;
  /** The metrics that it looks at: one, or those of its expression. Empty for one that is made of other alarms. */
  readonly metrics: readonly AlarmMetric[];
  /** `> 80 in 3 of 3 × 1 min`; absent for one that is made of other alarms. */
  readonly condition?: string;
  /** The rule of one that is made of other alarms: `ALARM("a") OR ALARM("b")`. */
  readonly rule?: string;
}

/** What CloudWatch makes of an alarm. */
export type AlarmState = 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';

/** One metric that an alarm looks at. */
export interface AlarmMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** A row of the table of alarms: the alarm, and what of the cluster it is about. */
export interface AlarmRow extends Alarm {
  /** The service, the target group or the cluster that its dimensions name, and `deployments of …` where it watches those. */
  readonly about: readonly string[];
}

/** What an alarm may be about: a service with the groups that its tasks are targets in, and the alarms that its deployments heed. */
export interface AlarmSubject {
  readonly cluster: string;
  readonly service: string;
  readonly targetGroupArns: readonly string[];
  readonly deploymentAlarms: readonly string[];
}

/** What of a service an alarm is about, in words; empty when it is about something else. */
export function alarmConcerns(alarm: Pick<Alarm, 'name' | 'metrics'>, subject: AlarmSubject): readonly string[] {
  const groups = subject.targetGroupArns.map(targetGroupDimension);
  const named = alarm.metrics.flatMap(({dimensions}) => {
    const {ServiceName: service, ClusterName: cluster, TargetGroup: group} = dimensions;
    if (service === subject.service && cluster === subject.cluster) return [service];
    return group !== undefined && groups.includes(group) ? [`targets ${group.split('/')[1] ?? group}`] : [];
  });
  const heeded = subject.deploymentAlarms.includes(alarm.name) ? [`deployments of ${subject.service}`] : [];
  return [...new Set([...named, ...heeded])];
}

/** True for an alarm whose dimensions name the cluster itself and no service in it. */
export function concernsCluster(alarm: Pick<Alarm, 'metrics'>, cluster: string): boolean {
  return alarm.metrics.some(({dimensions}) => dimensions.ClusterName === cluster && dimensions.ServiceName === undefined);
}

/** The names of the alarms that a rule is made of; ARNs are told by their name. */
export function alarmsInRule(rule: string): readonly string[] {
  const names = [...rule.matchAll(/\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*?))\s*\)/g)];
  return [
    ...new Set(
      names.map(([, doubly, singly, bare]) => (doubly ?? singly ?? bare ?? '').replace(/^arn:[^:]*:cloudwatch:[^:]*:\d*:alarm:/, '')),
    ),
  ];
}

/** How CloudWatch names a target group: the part of its ARN from `targetgroup/` on. */
export function targetGroupDimension(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

/** How CloudWatch names a load balancer: `app/NAME/ID`. */
export function loadBalancerDimension(arn: string): string {
  return arn.slice(arn.indexOf(':loadbalancer/') + ':loadbalancer/'.length);
}
