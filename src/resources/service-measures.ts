// The figures of services in sight: CPU and memory from CloudWatch, and which of its alarms ring for them.

import {type Alarm, type AlarmSubject, alarmConcerns} from '../domain/alarm.ts';
import {rawArnName} from '../domain/format/arn.ts';
import type {MetricQuery} from '../domain/metric.ts';
import type {MetricReads, MetricSeries} from '../domain/ports.ts';
import {type Service, type ServiceMeasured, targetGroupsOf} from '../domain/service.ts';
import {attempt} from './reading.ts';
import type {MeasuredRow, Measures} from './resource.ts';

/** The metrics of a service, in the order in which they are asked for. */
const names = ['CPUUtilization', 'MemoryUtilization'] as const;

/** A datapoint comes up to two minutes late. */
const lookedBack = 3;

/** Two metrics of each row, of which 500 are one call; and one call for the alarms in ALARM, which all rows share. */
export const serviceMeasures: Measures<Service, ServiceMeasured> = {
  interval: 60_000,
  batch: 250,
  async read(aws, rows, signal) {
    const [figures, ringing] = await Promise.all([attempt(readFigures(aws.metrics, rows, signal)), attempt(aws.alarms.ringing(signal))]);
    const measured = rows.map(({row, before}, index): readonly [string, ServiceMeasured] => {
      const [cpu, memory] = figures.value?.slice(index * names.length) ?? [];
      return [row.arn, {...figuresOf(cpu, memory, before), alarms: alarmsOf(row, ringing.value ?? [])}];
    });
    return {
      measured: new Map(measured),
      problems: [
        ...(figures.problem ? [`CPU and MEM: ${figures.problem.message}`] : []),
        ...(ringing.problem ? [`alarms: ${ringing.problem.message}`] : []),
      ],
    };
  },
};

/** A metric of a service. */
export function metricOfService({clusterArn, name: service}: Service, name: string, statistic: string): MetricQuery {
  return {namespace: 'AWS/ECS', name, dimensions: {ClusterName: rawArnName(clusterArn), ServiceName: service}, statistic};
}

/** What of a service alarms may be about. */
export function subjectOf(service: Service): AlarmSubject {
  return {
    cluster: rawArnName(service.clusterArn),
    service: service.name,
    targetGroupArns: targetGroupsOf(service),
    deploymentAlarms: service.deploymentAlarms?.names ?? [],
  };
}

/** The names of those alarms that ring for a service; what only lets auto scaling act is no trouble. */
export function alarmsOf(row: Service, ringing: readonly Alarm[]): readonly string[] {
  const subject = subjectOf(row);
  return ringing.filter(alarm => !alarm.isForScaling && alarmConcerns(alarm, subject).length > 0).map(({name}) => name);
}

async function readFigures(
  metrics: MetricReads | undefined,
  rows: readonly MeasuredRow<Service, ServiceMeasured>[],
  signal: AbortSignal,
): Promise<readonly MetricSeries[]> {
  const queries = rows.flatMap(({row}) => names.map(name => metricOfService(row, name, 'Average')));
  return metrics?.lastMinutes(queries, lookedBack, signal) ?? [];
}

/** What could not be read stays as it was, and is told as what it is by its age. */
function figuresOf(
  cpu: MetricSeries | undefined,
  memory: MetricSeries | undefined,
  before: ServiceMeasured | undefined,
): Omit<ServiceMeasured, 'alarms'> {
  const isRead = cpu?.isRead === true && memory?.isRead === true;
  const newest = {cpu: isRead ? cpu.points.at(-1) : before?.cpu, memory: isRead ? memory.points.at(-1) : before?.memory};
  return {
    isUnread: !isRead,
    ...(newest.cpu && {cpu: newest.cpu}),
    ...(newest.memory && {memory: newest.memory}),
  };
}
