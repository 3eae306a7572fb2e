// `ecsdeck scale srvweb 4 --cluster erp`: a command without a screen. The same plan, comparison and audit log as with one.

import {randomUUID} from 'node:crypto';
import type {AnyCommand} from '../../commands/command.ts';
import {findVerb} from '../../commands/registry.ts';
import {Bug, Gone, UsageError} from '../domain/errors.ts';
import {explained} from '../domain/explained.ts';
import {signOf} from '../domain/health/verdict.ts';
import type {Scope} from '../domain/kind.ts';
import {type SafeText, text} from '../domain/safe-text.ts';
import {type Place, requireWrite} from '../engine/changes/place.ts';
import {makePlan, type Plan} from '../engine/changes/plan.ts';
import {freshRows} from '../engine/changes/read.ts';
import {type Outcome, type Sent, sendPlan} from '../engine/changes/send.ts';
import {resourceOf} from '../resources/registry.ts';
import {confirmed} from './confirm.ts';
import {type ExitCode, exitCodeOf} from './exit-codes.ts';
import {findCluster, findIds} from './find-ids.ts';
import {type HeadlessPorts, written} from './ports.ts';
import type {VerbRequest} from './request.ts';
import {type Settled, settleUnknown} from './settle-unknown.ts';
import {waitUntilSteady} from './wait-until-steady.ts';

/** Previews, asks, sends and tells; 5 when some of the targets were changed and others not. */
export async function runVerb(request: VerbRequest, place: Place, ports: HeadlessPorts, signal: AbortSignal): Promise<ExitCode> {
  const {isDryRun, isConfirmed, isWaiting} = request.options;
  const command = findVerb(request.verb);
  if (command === undefined) throw new Bug(`the arguments let the verb ${request.verb} pass`);
  if (!isDryRun) requireWrite(place);
  // A dry run only reads, which is allowed in read-only mode too; its plan is never sent.
  const plan = await planFor(command, request, isDryRun ? {...place, mode: 'write'} : place, signal);
  await written(ports.stdout, `${previewLines(plan).join('\n')}\n`);
  if (isDryRun) return 0;
  if (!isConfirmed) await confirmed(plan.confirmation, ports);
  const tellings: Promise<void>[] = [];
  const results = await sendPlan(plan, {...ports, newChangeName: randomUUID}, signal, sent => {
    const {output, line} = toldOf(sent);
    // A reader that has gone must not keep the other targets from being told, nor hide that a change was sent.
    tellings.push(written(ports[output], `${line}\n`).catch(() => {}));
  });
  await Promise.all(tellings);
  const settled = await settledOnes(plan, results, ports, signal);
  const code = exitCodeFor(plan, results, settled);
  return isWaiting ? afterWaiting(plan, happenedOf(results, settled), {code, ports, signal}) : code;
}

/** Stays until what has happened is steady; a change that does not become so has failed. */
async function afterWaiting(
  plan: Plan,
  happened: readonly Sent[],
  {code, ports, signal}: {readonly code: ExitCode; readonly ports: HeadlessPorts; readonly signal: AbortSignal},
): Promise<ExitCode> {
  if (happened.length === 0) return code;
  const tellings: Promise<void>[] = [];
  const tell = (line: SafeText): void => void tellings.push(written(ports.stderr, `${line}\n`).catch(() => {}));
  const steady = await waitUntilSteady(plan, happened, {clock: ports.clock, tell}, signal);
  await Promise.all(tellings);
  if (steady.size === happened.length) return code;
  return steady.size === 0 ? 1 : 5;
}

function happenedOf(results: readonly Sent[], settled: ReadonlySet<Sent>): readonly Sent[] {
  return results.filter(sent => sent.outcome.state === 'accepted' || settled.has(sent));
}

/** Those without an answer that reading showed to have happened. */
async function settledOnes(plan: Plan, results: readonly Sent[], ports: HeadlessPorts, signal: AbortSignal): Promise<ReadonlySet<Sent>> {
  const unknown = results.filter(({outcome}) => outcome.state === 'unknown');
  if (unknown.length === 0) return new Set();
  await written(ports.stderr, 'reading again whether it happened; it is not sent again\n').catch(() => {});
  const settled = await settleUnknown(plan, unknown, ports.clock, signal);
  for (const [{target}, state] of settled) await written(ports.stderr, `${target.summary}: ${settledWords(state)}\n`).catch(() => {});
  return new Set(unknown.filter(one => settled.get(one) === 'arrived'));
}

function settledWords(state: Settled): string {
  switch (state) {
    case 'arrived':
      return 'it has happened';
    case 'never arrived':
      return 'no sign of it. Look at it before you try again.';
    case 'unknown':
      return 'still not known, it could not be read. Look at it before you try again.';
  }
}

async function planFor(command: AnyCommand, request: VerbRequest, place: Place, signal: AbortSignal): Promise<Plan> {
  const resource = resourceOf(command.target);
  const {region} = place;
  const scope: Scope = {cluster: await findCluster(resourceOf('cluster'), region, request.options.cluster, signal)};
  const ids = await findIds({resource, region, scope, signal}, request.targets);
  const {rows, missing} = await freshRows({resource, scope, place}, ids, signal);
  for (const id of missing.keys()) throw new Gone(`there is no ${resource.singular} ${resource.name(id)}`, 'Look for it with ecsdeck get.');
  const answer = answerFor(command, [...rows.values()], request);
  return makePlan({command, resource, scope, place, targets: ids.map(id => ({id, answer}))}, signal);
}

function answerFor(command: AnyCommand, rows: Parameters<NonNullable<AnyCommand['ask']>>[0], {verb, answer = ''}: VerbRequest): unknown {
  const parsed = command.ask?.(rows).parse(answer);
  if (parsed === undefined) return undefined;
  if ('problem' in parsed) throw new UsageError(parsed.problem, `See ecsdeck ${verb} --help.`);
  return parsed.answer;
}

function previewLines({targets, leftOut}: Plan): readonly SafeText[] {
  return [
    ...targets.flatMap(({summary, consequences}) => [summary, ...consequences.map(line => text`  ${signOf(line.tone)} ${line.text}`)]),
    ...leftOut.map(({name, reason}) => text`${name} is left alone: ${reason}`),
  ];
}

function toldOf({target, outcome, auditProblem}: Sent): {readonly output: 'stdout' | 'stderr'; readonly line: SafeText} {
  if (outcome.state !== 'accepted')
    return {output: 'stderr', line: text`${target.summary}: ${stateWords(outcome.state)}: ${explained(outcome.error)}`};
  const accepted = text`${target.summary}: accepted, request ${outcome.requestId}`;
  if (auditProblem === undefined) return {output: 'stdout', line: accepted};
  return {output: 'stderr', line: text`${accepted}; ${explained(auditProblem)}`};
}

function stateWords(state: Exclude<Outcome['state'], 'accepted'>): string {
  switch (state) {
    case 'refused':
      return 'not sent';
    case 'failed':
      return 'failed';
    case 'unknown':
      return 'sent, and it is not known whether it happened';
  }
}

function exitCodeFor({leftOut}: Plan, results: readonly Sent[], settled: ReadonlySet<Sent>): ExitCode {
  const failures = results.flatMap(sent => {
    if (sent.outcome.state === 'accepted' || settled.has(sent)) return sent.auditProblem ?? [];
    return sent.outcome.error;
  });
  const [first] = failures;
  if (happenedOf(results, settled).length > 0) return first !== undefined || leftOut.length > 0 ? 5 : 0;
  return first === undefined ? 1 : exitCodeOf(first);
}
