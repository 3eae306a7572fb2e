// The details of a container instance, with what EC2 and Systems Manager know of the host.

import type {ContainerInstance, Host} from '../domain/container-instance.ts';
import {age} from '../domain/format/age.ts';
import {bar} from '../domain/format/bar.ts';
import {dateTime} from '../domain/format/clock-time.ts';
import {mebibytes} from '../domain/format/quantity.ts';
import {instanceVerdict} from '../domain/health/instance-health.ts';
import type {Region} from '../domain/ports.ts';
import {text} from '../domain/safe-text.ts';
import {hostOf} from './host-reading.ts';
import {type Attempt, attempt} from './reading.ts';
import type {Section} from './resource.ts';
import {fields, lines, nameValues, problemSection, reading, table, toned} from './sections.ts';

/** Sections of a container instance; the second yield has the host. */
export async function* instanceDetails(
  aws: Region,
  row: ContainerInstance,
  _: undefined,
  signal: AbortSignal,
  now: number,
): AsyncIterable<readonly Section[]> {
  yield instanceSections(row, undefined, now);
  yield instanceSections(row, await attempt(hostOf(aws, row.ec2InstanceId, signal)), now);
}

function instanceSections(row: ContainerInstance, host: Attempt<Host | undefined> | undefined, now: number): readonly Section[] {
  const verdict = instanceVerdict(row);
  return [
    ...fields(text`Overview`, {
      Instance: row.ec2InstanceId,
      'Container instance': row.id,
      ARN: row.arn,
      Status: {text: text`${row.status}`, tone: verdict.tone},
      Reason: row.statusReason,
      Note: verdict.note === '' ? undefined : {text: verdict.note, tone: verdict.tone},
      Health: row.health,
      Agent: row.isAgentConnected ? `connected, ${row.agentVersion ?? 'version unknown'}` : toned('disconnected', 'bad'),
      'Agent update': row.agentUpdateStatus,
      Docker: row.dockerVersion,
      AMI: row.ami,
      Type: row.instanceType,
      Zone: row.zone,
      'Operating system': row.operatingSystem,
      'Capacity provider': row.capacityProvider,
      Tasks: `${row.runningTasks} running, ${row.pendingTasks} pending`,
      Registered: `${dateTime(row.registeredAt)} (${age(now - row.registeredAt)} ago)`,
    }),
    ...resources(row),
    ...hostSection(host),
    ...nameValues(text`Attributes`, row.attributes),
    ...nameValues(text`Tags`, row.tags),
  ];
}

function resources({registered, remaining}: ContainerInstance): readonly Section[] {
  const gauge = (free: number, whole: number) => ({text: bar(free, whole, 20)});
  return [
    ...table(
      text`Resources`,
      [text`resource`, text`free of registered`, text`free`, text`registered`],
      [
        ['CPU units', gauge(remaining.cpu, registered.cpu), remaining.cpu, registered.cpu],
        ['memory', gauge(remaining.memory, registered.memory), mebibytes(remaining.memory), mebibytes(registered.memory)],
      ],
    ),
    ...lines(text`Host ports taken`, remaining.ports.length > 0 ? [remaining.ports.toSorted((one, other) => one - other).join(' ')] : []),
  ];
}

function hostSection(host: Attempt<Host | undefined> | undefined): readonly Section[] {
  const title = text`Host`;
  if (!host) return reading(title);
  if (host.problem) return problemSection(title, host.problem);
  if (!host.value) return lines(title, [toned('neither EC2 nor Systems Manager knows this host', 'quiet')]);
  const {privateAddress, publicAddress, managed, platform, ssmAgentVersion} = host.value;
  return fields(title, {
    'Private address': privateAddress,
    'Public address': publicAddress,
    'Systems Manager': managed ?? toned('not managed', 'quiet'),
    Platform: platform,
    'SSM agent': ssmAgentVersion,
  });
}
