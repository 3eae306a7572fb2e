// The last hour of a service for its details: CPU and memory from ECS, requests from its load balancers.

import {loadBalancerDimension, targetGroupDimension} from '../domain/alarm.ts';
import {targetGroupName} from '../domain/format/arn.ts';
import {duration, roughly} from '../domain/format/quantity.ts';
import {sparkline} from '../domain/format/sparkline.ts';
import {failedTone, type Traffic, trafficOf} from '../domain/health/traffic.ts';
import {type MetricPoint, type MetricQuery, minute} from '../domain/metric.ts';
import type {MetricReads, Region} from '../domain/ports.ts';
import {text} from '../domain/safe-text.ts';
import {type Service, targetGroupsOf} from '../domain/service.ts';
import {readPoints} from './metric-points.ts';
import {type Attempt, attempt} from './reading.ts';
import type {DetailCell, Section} from './resource.ts';
import {problemSection, table, toned} from './sections.ts';
import {metricOfService} from './service-measures.ts';
import {type Course, utilizationSection} from './utilization-section.ts';

/** How far back the details look, minutes. */
const looked = 60;
/** The minutes of which requests are summed up. */
const summed = 5;
const cells = 24;
/** Requests, failures and times. */
const metricsOfGroup = 3;

/** The last hour of a service. */
export interface ServiceHour {
  readonly courses: readonly Course[];
  /** The load balancers may be denied, or out of reach, where ECS's figures are not. */
  readonly groups: Attempt<readonly GroupHour[]>;
}

interface GroupHour {
  readonly arn: string;
  readonly requests: readonly MetricPoint[];
  readonly traffic: Traffic;
}

/** Six metrics, and three for each target group of an Application Load Balancer; undefined where metrics are turned off. */
export async function readServiceHour(aws: Region, row: Service, signal: AbortSignal, now: number): Promise<ServiceHour | undefined> {
  const {metrics} = aws;
  if (metrics === undefined) return undefined;
  const [courses, groups] = await Promise.all([readCourses(metrics, row, signal), attempt(readGroups(aws, metrics, row, signal, now))]);
  return {courses, groups};
}

async function readCourses(metrics: MetricReads, row: Service, signal: AbortSignal): Promise<readonly Course[]> {
  const statistics = ['Average', 'Minimum', 'Maximum'];
  const names = ['CPUUtilization', 'MemoryUtilization'];
  const queries = names.flatMap(name => statistics.map(statistic => metricOfService(row, name, statistic)));
  const points = await readPoints(metrics, queries, looked, signal);
  return ['CPU', 'memory'].map((title, index) => {
    const [average = [], least = [], greatest = []] = points.slice(index * statistics.length);
    return {title, average, least, greatest};
  });
}

async function readGroups(
  aws: Region,
  metrics: MetricReads,
  row: Service,
  signal: AbortSignal,
  now: number,
): Promise<readonly GroupHour[]> {
  const arns = targetGroupsOf(row);
  if (arns.length === 0) return [];
  const found = await aws.loadBalancing.targetGroups(arns, signal);
  // Network Load Balancers count connections and know nothing of answers.
  const pairs = found.flatMap(({arn, loadBalancerArns}) =>
    loadBalancerArns.filter(balancer => balancer.includes(':loadbalancer/app/')).map(balancer => ({arn, balancer})),
  );
  const queries = pairs.flatMap(({arn, balancer}) => queriesOf(arn, balancer));
  if (queries.length === 0) return [];
  const points = await readPoints(metrics, queries, looked, signal);
  return pairs.map(({arn}, index) => {
    const [requests = [], failed = [], slowest = []] = points.slice(index * metricsOfGroup);
    const isRecent = ({at}: MetricPoint) => at >= Math.floor(now / minute) * minute - summed * minute;
    return {arn, requests, traffic: trafficOf(requests.filter(isRecent), failed.filter(isRecent), slowest.filter(isRecent))};
  });
}

function queriesOf(group: string, balancer: string): readonly MetricQuery[] {
  const dimensions = {TargetGroup: targetGroupDimension(group), LoadBalancer: loadBalancerDimension(balancer)};
  const query = (name: string, statistic: string) => ({namespace: 'AWS/ApplicationELB', name, dimensions, statistic});
  return [query('RequestCount', 'Sum'), query('HTTPCode_Target_5XX_Count', 'Sum'), query('TargetResponseTime', 'p99')];
}

/** CPU and memory, and the requests where there are target groups. */
export function hourSections({courses, groups}: ServiceHour, now: number): readonly Section[] {
  const title = text`Requests, last ${summed} minutes`;
  return [
    ...utilizationSection(text`CPU and memory of what is reserved, last hour`, courses, now),
    ...(groups.problem ? problemSection(title, groups.problem) : []),
    ...table(
      title,
      [text`target group`, text`a minute`, text`5xx`, text`p99`, text`requests, last hour`],
      (groups.value ?? []).map(({arn, requests, traffic}) => [
        targetGroupName(arn),
        traffic.perMinute === undefined ? toned('no datapoint', 'quiet') : roughly(traffic.perMinute),
        failedCell(traffic),
        traffic.slowest === undefined ? toned('–', 'quiet') : duration(traffic.slowest),
        {text: sparkline(requests, {end: Math.floor(now / minute) * minute, minutes: looked, cells, top: topOf(requests)})},
      ]),
    ),
  ];
}

function failedCell(traffic: Traffic): DetailCell {
  const {failed, failedShare} = traffic;
  if (failed === undefined) return toned('unknown', 'quiet');
  const share = failed > 0 ? ` (${roughly(failedShare * 100)}%)` : '';
  return toned(`${failed}${share}`, failedTone(traffic));
}

function topOf(points: readonly MetricPoint[]): number {
  return Math.max(0, ...points.map(({value}) => value));
}
