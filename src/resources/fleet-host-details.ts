// The details of a host in a run: what was found before and after, what was planned, and the whole output as far as AWS keeps it.

import type {Finding} from '../domain/fleet/finding.ts';
import type {HostRun} from '../domain/fleet/run.ts';
import type {FleetHost} from '../domain/fleet/run-summary.ts';
import {dateTime} from '../domain/format/clock-time.ts';
import {fleetHostVerdict, stateWord} from '../domain/health/fleet-host-health.ts';
import type {Region} from '../domain/ports.ts';
import type {InvocationOutput} from '../domain/run-command.ts';
import {type SafeText, safeLines, text} from '../domain/safe-text.ts';
import {fleetReads} from './fleet-reading.ts';
import {type Attempt, attempt} from './reading.ts';
import type {Section} from './resource.ts';
import {cell, fields, lines, problemSection, reading, toned} from './sections.ts';

/** Characters of stdout and of stderr that GetCommandInvocation answers at most. */
const mostOutput = {stdout: 24_000, stderr: 8_000} as const;

/** Sections of a host; the second yield has its output. */
export async function* hostSections(aws: Region, row: FleetHost, _: undefined, signal: AbortSignal): AsyncIterable<readonly Section[]> {
  const {commandId, target} = row.host;
  if (commandId === undefined) {
    yield [...factSections(row), ...lines(text`Output`, [toned('nothing was sent to it', 'quiet')])];
    return;
  }
  yield [...factSections(row), ...reading(text`Output`)];
  const output = await attempt(fleetReads(aws).output(commandId, target.instanceId, signal));
  yield [...factSections(row), ...outputSections(output)];
}

function factSections({run, host}: FleetHost): readonly Section[] {
  const {target, plan = [], before, applied, after} = host;
  const verdict = fleetHostVerdict(host);
  return [
    ...fields(text`Host`, {
      Host: target.instanceId,
      'Container instance': target.arn,
      State: {text: stateWord(host), tone: verdict.tone},
      Note: verdict.note === '' ? undefined : {text: verdict.note, tone: verdict.tone},
      Wave: host.wave,
      Playbook: run.playbookId,
      System: target.platform,
      'SSM agent': target.agentVersion,
      Address: target.address,
      'Availability zone': target.availabilityZone,
      'Status in ECS': target.status,
      'Running tasks': target.runningTasks,
      Started: timeOf(host.startedAt),
      Ended: timeOf(host.endedAt),
      Command: host.commandId,
    }),
    ...findingSection(text`Found before`, before),
    ...lines(text`Planned`, plan),
    ...findingSection(text`Answered`, applied),
    ...findingSection(text`Found after`, after),
  ];
}

function timeOf(time: HostRun['startedAt']): string | undefined {
  return time === undefined ? undefined : dateTime(time);
}

function findingSection(title: SafeText, finding: Finding | undefined): readonly Section[] {
  if (finding === undefined) return [];
  const values = Object.entries(finding.values).map(([name, value]) => [
    name,
    typeof value === 'object' ? value.join(', ') : String(value),
  ]);
  return fields(title, {
    Verdict: {text: text`${finding.verdict}`, tone: finding.tone},
    Summary: {text: finding.summary},
    ...Object.fromEntries(values),
  });
}

function outputSections({value, problem}: Attempt<InvocationOutput>): readonly Section[] {
  if (problem !== undefined) return problemSection(text`Output`, problem);
  const {stdout, stderr, stdoutUrl, status, statusDetails, exitCode} = value;
  return [
    ...fields(text`Command`, {
      Status: status === statusDetails ? status : `${status} (${statusDetails})`,
      'Exit code': exitCode,
      'Whole output': stdoutUrl,
    }),
    ...outputLines(text`Output`, stdout, mostOutput.stdout, stdoutUrl),
    ...outputLines(text`Errors`, stderr, mostOutput.stderr, stdoutUrl),
  ];
}

function outputLines(title: SafeText, output: string, most: number, url: string | undefined): readonly Section[] {
  const whole =
    url === undefined ? 'the rest is on the host alone: name an output_bucket in the configuration to keep it' : 'the whole is in S3';
  const cut = output.length >= most ? [toned(`AWS keeps the first ${most.toLocaleString('en')} characters; ${whole}`, 'warn')] : [];
  const shown = output === '' ? [toned('none', 'quiet')] : safeLines(output).map(line => cell({text: line}));
  return lines(title, [...cut, ...shown]);
}
