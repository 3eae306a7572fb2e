// How a command comes to its hosts: so many at a time, no further ones after too many errors, and each with its own life.

import type {FaultSwitch} from '../faults.ts';
import type {Host} from '../hosts/host.ts';
import type {HostBook} from '../hosts/host-book.ts';
import {beginScript} from '../hosts/scripts/registry.ts';
import type {ScriptRun} from '../hosts/scripts/script.ts';
import type {Timeline} from '../hosts/timeline.ts';
import {createRandom} from '../random.ts';
import {type DemoCommand, type DemoInvocation, hasEnded, type InvocationDetails, isError} from './command.ts';
import {isStruck} from './host-faults.ts';

/** AWS knows a command's invocations only some time after it took the command, milliseconds. */
export const unknownMilliseconds = 1_200;

/** After so long AWS says of a host that does not answer that it is Delayed, or gives up where it has been lost for long. */
const delayedMilliseconds = 4_000;
const undeliverableMilliseconds = 9_000;

/** How much longer scripts take on a slow host. */
const slowness = 8;

/** A script that ends before it has done anything. */
const failingRun: ScriptRun = {
  seconds: 1,
  end: () => ({stdout: '', stderr: 'sh: cannot create temp file for here-document: No space left on device\n', exitCode: 2}),
};

/** What deliveries are made of. */
export interface DeliveryParts {
  readonly book: HostBook;
  readonly timeline: Timeline;
  readonly faults: FaultSwitch;
}

/** Brings commands to hosts. */
export class Delivery {
  readonly #parts: DeliveryParts;
  /** Those that wait for a host that is away. */
  readonly #delayed = new Map<string, (() => void)[]>();

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
    parts.book.onReturn(host => {
      const waiting = this.#delayed.get(host.id) ?? [];
      this.#delayed.delete(host.id);
      for (const deliver of waiting) deliver();
    });
  }

  /** Begins to deliver. */
  begin(command: DemoCommand): void {
    const {timeline} = this.#parts;
    timeline.later(unknownMilliseconds, () => this.#dispatch(command));
    timeline.later((command.deliverySeconds + command.executionSeconds) * 1000, () => this.#expire(command));
  }

  /** Best effort: what waits is cancelled, what runs is told so and may end before it hears of it. */
  cancel(command: DemoCommand, hostIds: ReadonlySet<string>): void {
    for (const invocation of command.invocations) {
      if (!hostIds.has(invocation.hostId) || hasEnded(invocation)) continue;
      if (invocation.details === 'InProgress') {
        invocation.details = 'Cancelling';
        const random = createRandom(`${command.id} ${invocation.hostId} cancelled`);
        this.#parts.timeline.later(1_000 + random.next() * 3_000, () => {
          if (invocation.details === 'Cancelling') this.#end(command, invocation, 'Cancelled');
        });
      } else {
        this.#end(command, invocation, 'Cancelled');
      }
    }
  }

  #dispatch(command: DemoCommand): void {
    const {invocations} = command;
    if (invocations.filter(isError).length > command.mostErrors) {
      for (const invocation of invocations) if (!invocation.isDispatched && !hasEnded(invocation)) this.#mark(invocation, 'Terminated');
      return;
    }
    let underway = invocations.filter(each => each.isDispatched && !hasEnded(each)).length;
    for (const invocation of invocations) {
      if (underway >= command.mostAtOnce) return;
      if (invocation.isDispatched || hasEnded(invocation)) continue;
      invocation.isDispatched = true;
      underway += 1;
      this.#deliver(command, invocation);
    }
  }

  #deliver(command: DemoCommand, invocation: DemoInvocation): void {
    const {book, timeline, faults} = this.#parts;
    const host = book.find(invocation.hostId);
    const isSilent = isStruck(invocation.hostId, 'ssm-lost', faults.current.ssmLost);
    if (host?.ssmAgent === 'online' && !isSilent) {
      const random = createRandom(`${command.id} ${host.id}`);
      timeline.later(200 + random.next() * 900, () => this.#start(command, invocation, host));
    } else if (host !== undefined && (host.ssmAgent === 'away' || isSilent)) {
      timeline.later(delayedMilliseconds, () => {
        if (invocation.details === 'Pending') invocation.details = 'Delayed';
      });
      if (!isSilent) this.#whenBack(host, () => this.#start(command, invocation, host));
    } else {
      timeline.later(undeliverableMilliseconds, () => {
        if (!hasEnded(invocation)) this.#end(command, invocation, 'Undeliverable');
      });
    }
  }

  #whenBack(host: Host, deliver: () => void): void {
    this.#delayed.set(host.id, [...(this.#delayed.get(host.id) ?? []), deliver]);
  }

  #start(command: DemoCommand, invocation: DemoInvocation, host: Host): void {
    const {book, timeline, faults} = this.#parts;
    if (invocation.details !== 'Pending' && invocation.details !== 'Delayed') return;
    if (timeline.now > command.requestedAt + command.deliverySeconds * 1000) return;
    // It went away in the same moment.
    if (host.ssmAgent !== 'online') {
      this.#whenBack(host, () => this.#start(command, invocation, host));
      return;
    }
    invocation.details = 'InProgress';
    invocation.startedAt = timeline.now;
    const {bootId} = host;
    const isFailing = isStruck(host.id, 'ssm-fail', faults.current.ssmFail);
    const run = isFailing ? failingRun : beginScript(host, command.commands, {book, timeline});
    const seconds = run.seconds * (isStruck(host.id, 'ssm-slow', faults.current.ssmSlow) ? slowness : 1);
    if (seconds > command.executionSeconds) {
      timeline.later(command.executionSeconds * 1000, () => this.#endUnlessEnded(command, invocation, 'ExecutionTimedOut'));
      return;
    }
    timeline.later(seconds * 1000, () => {
      if (invocation.details !== 'InProgress' && invocation.details !== 'Cancelling') return;
      // A script does not survive a restart of its host: nobody is left to report, until its time is over.
      if (host.bootId === bootId && host.ssmAgent === 'online') this.#finish(command, invocation, run);
      else
        timeline.later((command.executionSeconds - seconds) * 1000, () => this.#endUnlessEnded(command, invocation, 'ExecutionTimedOut'));
    });
  }

  #finish(command: DemoCommand, invocation: DemoInvocation, run: ScriptRun): void {
    const {stdout, stderr, exitCode} = run.end();
    invocation.stdout = stdout;
    invocation.stderr = exitCode === 0 ? stderr : `${stderr}failed to run commands: exit status ${exitCode}`;
    invocation.exitCode = exitCode;
    this.#end(command, invocation, exitCode === 0 ? 'Success' : 'Failed');
  }

  #endUnlessEnded(command: DemoCommand, invocation: DemoInvocation, details: InvocationDetails): void {
    if (!hasEnded(invocation)) this.#end(command, invocation, details);
  }

  #expire(command: DemoCommand): void {
    for (const invocation of command.invocations) if (!hasEnded(invocation)) this.#end(command, invocation, 'DeliveryTimedOut');
  }

  #end(command: DemoCommand, invocation: DemoInvocation, details: InvocationDetails): void {
    this.#mark(invocation, details);
    this.#dispatch(command);
  }

  #mark(invocation: DemoInvocation, details: InvocationDetails): void {
    invocation.details = details;
    if (invocation.startedAt !== undefined) invocation.endedAt = this.#parts.timeline.now;
  }
}
