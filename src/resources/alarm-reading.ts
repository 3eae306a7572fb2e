// Which alarms of a Region are about a cluster or a service: AWS has no such question, so that all of them are read and looked at.

import {type Alarm, type AlarmRow, type AlarmSubject, alarmConcerns, alarmsInRule, concernsCluster} from '../domain/alarm.ts';
import {rawArnName} from '../domain/format/arn.ts';
import type {Scope} from '../domain/kind.ts';
import type {Region} from '../domain/ports.ts';
import {batchesOf, firstIds, scopePart} from './reading.ts';
import {subjectOf} from './service-measures.ts';

/** Of a cluster so many services are looked at: their target groups and the alarms of their deployments are in no other answer. */
const mostServices = 100;
const servicesPerCall = 10;

/** Pages of alarms that are about the scope; those that are made of others come last, when the others are known. */
export async function* readAlarms(aws: Region, scope: Scope, signal: AbortSignal): AsyncGenerator<readonly AlarmRow[], void, undefined> {
  const isAbout = await judgeOf(aws, scope, signal);
  const about = new Map<string, readonly string[]>();
  const composite: Alarm[] = [];
  for await (const page of aws.alarms.list(signal)) {
    const rows = page.flatMap(alarm => {
      const words = isAbout(alarm);
      if (alarm.rule !== undefined) composite.push(alarm);
      if (words.length === 0) return [];
      about.set(alarm.name, words);
      return [{...alarm, about: words}];
    });
    yield rows;
  }
  yield compositeRows(composite, about);
}

/** Those of some names, with what they are about. */
export async function readNamedAlarms(
  aws: Region,
  scope: Scope,
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly AlarmRow[]> {
  const [isAbout, alarms] = await Promise.all([judgeOf(aws, scope, signal), aws.alarms.named(names, signal)]);
  const composite = alarms.filter(({rule}) => rule !== undefined);
  const members = await aws.alarms.named([...new Set(composite.flatMap(({rule = ''}) => alarmsInRule(rule)))].slice(0, mostNames), signal);
  const about = new Map(members.map(alarm => [alarm.name, isAbout(alarm)]));
  const single = alarms.filter(({rule}) => rule === undefined).map(alarm => ({...alarm, about: isAbout(alarm)}));
  return [...single, ...composite.map(alarm => ({...alarm, about: aboutOf(alarm, about)}))];
}

/** DescribeAlarms takes 100 names. */
const mostNames = 100;

type Judge = (alarm: Alarm) => readonly string[];

/** What an alarm is about within the scope, in words; none when it is about something else. */
async function judgeOf(aws: Region, scope: Scope, signal: AbortSignal): Promise<Judge> {
  const cluster = scopePart(scope, 'cluster');
  const subjects = await readSubjects(aws, cluster, scope.service, signal);
  const clusterName = rawArnName(cluster);
  return alarm => {
    const named = subjects.flatMap(subject => alarmConcerns(alarm, subject));
    const whole = scope.service === undefined && concernsCluster(alarm, clusterName) ? [`cluster ${clusterName}`] : [];
    return [...new Set([...whole, ...named])];
  };
}

async function readSubjects(
  aws: Region,
  cluster: string,
  service: string | undefined,
  signal: AbortSignal,
): Promise<readonly AlarmSubject[]> {
  // The group of tasks that no service started.
  if (service?.startsWith('family:')) return [];
  const ids = service === undefined ? (await firstIds(aws.ecs.listServices(cluster, signal), mostServices)).ids : [service];
  const answers = await Promise.all(batchesOf(ids, servicesPerCall).map(batch => aws.ecs.describeServices(cluster, batch, signal)));
  return answers.flatMap(({rows}) => rows.map(subjectOf));
}

/** An alarm that is made of others is about what they are about, however deep they are in it. */
function compositeRows(composite: readonly Alarm[], single: ReadonlyMap<string, readonly string[]>): readonly AlarmRow[] {
  const about = new Map(single);
  for (let known = -1; known < about.size; ) {
    known = about.size;
    for (const alarm of composite) {
      const words = aboutOf(alarm, about);
      if (words.length > 0) about.set(alarm.name, words);
    }
  }
  return composite.flatMap(alarm => {
    const words = about.get(alarm.name);
    return words === undefined ? [] : [{...alarm, about: words}];
  });
}

function aboutOf({rule = ''}: Alarm, about: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...new Set(alarmsInRule(rule).flatMap(name => about.get(name) ?? []))];
}
