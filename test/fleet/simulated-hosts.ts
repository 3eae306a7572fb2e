// Systems Manager and its hosts as the supervisor meets them, quick enough for thousands of schedules: late lists, lost
// answers, hosts that fail, are slow, or never answer. It keeps what really happened, which the supervisor cannot see.

import type {Accepted} from '../../src/domain/accepted.ts';
import {Gone, OutcomeUnknown, Throttled, Unreachable} from '../../src/domain/errors.ts';
import type {CommandOrder, Invocation, RunCommandChanges, RunCommandReads, SentCommand} from '../../src/domain/run-command.ts';
import type {VirtualClock} from './virtual-clock.ts';

/** How a host behaves. `silent` never takes a command; `stuck` takes it and never ends; `zombie` is stuck, and AWS never says that it timed out. */
export type Nature = 'sound' | 'failing' | 'worse' | 'slow' | 'silent' | 'stuck' | 'zombie' | 'good' | 'odd';

/** How bad the days are, as shares of 1. */
export interface Weather {
  readonly throttled: number;
  readonly unreachable: number;
  /** Sends without an answer; half of them arrive. */
  readonly lost: number;
  /** ListCommands shows a command so much later at most, milliseconds. */
  readonly listLag: number;
}

interface Delivery {
  readonly begins: number;
  readonly ends: number;
  readonly status: 'Success' | 'Failed' | 'TimedOut';
  readonly details: string;
}

interface Command {
  readonly id: string;
  readonly order: CommandOrder;
  readonly stage: string;
  readonly token: string;
  readonly sentAt: number;
  readonly listedAt: number;
  readonly deliveries: ReadonlyMap<string, Delivery>;
  cancelledAt: number | undefined;
}

const never = Number.POSITIVE_INFINITY;

/** The world of one schedule. */
export class SimulatedHosts {
  readonly clock: VirtualClock;
  readonly commands: Command[] = [];
  /** Called for each command that AWS takes, before it is counted; `askedAt` is when the call left the program. */
  onSend: (stage: string, hosts: readonly string[], askedAt: number) => void = () => {};
  readonly #byId = new Map<string, Command>();
  readonly #natures: ReadonlyMap<string, Nature>;
  readonly #weather: Weather;
  readonly random: () => number;
  readonly #isGood = new Set<string>();
  /** Failures of apply that AWS has told to a program. */
  readonly toldFailures = new Set<string>();
  calls = 0;

  constructor(clock: VirtualClock, natures: ReadonlyMap<string, Nature>, weather: Weather, random: () => number) {
    this.clock = clock;
    this.#natures = natures;
    this.#weather = weather;
    this.random = random;
  }

  readonly changes: RunCommandChanges = {
    send: async order => {
      const askedAt = this.clock.now();
      await this.#call();
      if (this.#chance(this.#weather.lost)) {
        if (this.random() < 0.5) this.#take(order, askedAt);
        await this.clock.wait(10_000);
        throw new OutcomeUnknown('no answer', 'Look.');
      }
      return this.#sent(this.#take(order, askedAt));
    },
    cancel: async commandId => {
      await this.#call();
      const command = this.#byId.get(commandId);
      if (command !== undefined) command.cancelledAt ??= this.clock.now();
      return {requestId: 'r'};
    },
  };

  readonly reads: RunCommandReads = {
    managedHosts: async () => [],
    output: async () => ({stdout: '', stderr: '', status: '', statusDetails: ''}),
    invocations: async commandId => {
      await this.#call();
      const command = this.#byId.get(commandId);
      if (command === undefined) throw new Gone('no such command', 'Look.');
      if (this.clock.now() < command.sentAt + 500) return [];
      return command.order.instanceIds.map(id => this.#invocation(command, id));
    },
    commandsSentAfter: time => this.#listed(time),
  };

  async *#listed(time: number): AsyncGenerator<readonly SentCommand[]> {
    await this.#call();
    const listed = this.commands.filter(({sentAt, listedAt}) => sentAt >= time && this.clock.now() >= listedAt).toReversed();
    for (let at = 0; at === 0 || at < listed.length; at += 50) {
      if (at > 0) await this.#call();
      yield listed.slice(at, at + 50).map(command => this.#sent(command));
    }
  }

  /** Hosts on which an apply was begun or may still begin, and that nobody has seen to be good since. */
  atRisk(): ReadonlySet<string> {
    const now = this.clock.now();
    const hosts = new Set<string>();
    for (const command of this.commands) {
      for (const [id, delivery] of command.deliveries) {
        if (command.stage === 'apply' && this.#isUnderWay(command, delivery, now)) hosts.add(id);
        else if (command.stage === 'apply' && this.#status(command, delivery, now) === 'Success') hosts.add(id);
        else if (command.stage === 'verify' && now >= delivery.ends) hosts.delete(id);
      }
    }
    return hosts;
  }

  #isUnderWay(command: Command, delivery: Delivery, now: number): boolean {
    const status = this.#status(command, delivery, now);
    const limit = command.sentAt + (command.order.deliverySeconds + command.order.executionSeconds) * 1000;
    return (status === 'Pending' || status === 'InProgress' || status === 'Cancelling') && now <= limit;
  }

  async #call(): Promise<void> {
    this.calls += 1;
    await this.clock.wait(50 + this.random() * 200);
    if (this.#chance(this.#weather.throttled)) throw new Throttled('too many calls', 'Wait.');
    if (this.#chance(this.#weather.unreachable)) throw new Unreachable('no network', 'Wait.');
  }

  #chance(share: number): boolean {
    return share > 0 && this.random() < share;
  }

  #take(order: CommandOrder, askedAt: number): Command {
    const [, , stage = '', token = ''] = order.comment.split(' ');
    const now = this.clock.now();
    this.onSend(stage, order.instanceIds, askedAt);
    const command: Command = {
      id: `c-${this.commands.length}`,
      order,
      stage,
      token,
      sentAt: now,
      listedAt: now + this.random() * this.#weather.listLag,
      deliveries: new Map(order.instanceIds.map(id => [id, this.#delivery(order, stage, this.#natures.get(id) ?? 'sound', now)])),
      cancelledAt: undefined,
    };
    this.commands.push(command);
    this.#byId.set(command.id, command);
    return command;
  }

  #delivery(order: CommandOrder, stage: string, nature: Nature, now: number): Delivery {
    const begins = now + 300 + this.random() * 2000;
    const isApply = stage === 'apply';
    const seconds = nature === 'slow' ? order.executionSeconds * 0.9 : 1 + this.random() * 4;
    if (nature === 'silent')
      return {begins: never, ends: now + order.deliverySeconds * 1000, status: 'TimedOut', details: 'DeliveryTimedOut'};
    if (isApply && nature === 'zombie') return {begins, ends: never, status: 'TimedOut', details: 'ExecutionTimedOut'};
    if (isApply && nature === 'stuck') {
      return {begins, ends: begins + order.executionSeconds * 1000, status: 'TimedOut', details: 'ExecutionTimedOut'};
    }
    const isFailure = isApply && nature === 'failing';
    return {begins, ends: begins + seconds * 1000, status: isFailure ? 'Failed' : 'Success', details: isFailure ? 'Failed' : 'Success'};
  }

  #status(command: Command, {begins, ends, status}: Delivery, now: number): string {
    const {cancelledAt = never} = command;
    if (cancelledAt < Math.min(begins, ends)) return now >= cancelledAt ? 'Cancelled' : 'Pending';
    if (now >= ends && ends <= cancelledAt) return status;
    if (now >= cancelledAt) return ends === never ? 'Cancelling' : 'Cancelled';
    return now >= begins ? 'InProgress' : 'Pending';
  }

  #invocation(command: Command, instanceId: string): Invocation {
    const delivery = command.deliveries.get(instanceId);
    const now = this.clock.now();
    const status = delivery === undefined ? 'Pending' : this.#status(command, delivery, now);
    const hasEnded = delivery !== undefined && now >= delivery.ends && status === delivery.status;
    if (command.stage === 'apply' && hasEnded && status !== 'Success') this.toldFailures.add(instanceId);
    const hasBegun = delivery !== undefined && now >= delivery.begins && (command.cancelledAt ?? never) >= delivery.begins;
    return {
      commandId: command.id,
      instanceId,
      status,
      statusDetails: hasEnded ? delivery.details : status,
      output: hasEnded && status === 'Success' ? this.#output(command.stage, instanceId) : '',
      ...(hasBegun ? {startedAt: delivery.begins} : {}),
    };
  }

  #output(stage: string, id: string): string {
    const nature = this.#natures.get(id);
    if (stage === 'apply') this.#isGood.add(id);
    if (nature === 'odd') return 'odd';
    if (nature === 'worse') return 'bad';
    return nature === 'good' || this.#isGood.has(id) ? 'good' : 'bad';
  }

  #sent({id, order, sentAt}: Command): SentCommand & Accepted {
    return {
      commandId: id,
      comment: order.comment,
      requestedAt: sentAt,
      instanceIds: order.instanceIds,
      status: 'Pending',
      statusDetails: 'Pending',
      requestId: 'r',
    };
  }
}
