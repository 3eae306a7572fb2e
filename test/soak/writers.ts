// The streams of a long soak: tasks that write numbered lines, some of them late, and are replaced by others.

import type {LogStream} from '../../src/logs/log-stream.ts';
import type {LogServer} from '../logs/log-server.ts';

const latest = 60_000;
const streamsAtATime = 150;
const shareThatWritesInASecond = 0.15;
const lateShare = 0.005;

/** What the writers are made of. */
export interface WritersParts {
  readonly server: LogServer;
  readonly random: () => number;
  readonly start: number;
}

/** 150 streams that write at a time, and those that have ended. */
export class Writers {
  readonly written = new Set<string>();
  readonly #parts: WritersParts;
  readonly #live: {readonly stream: LogStream; sequence: number}[] = [];
  #ended: LogStream[] = [];
  #tasks = 0;

  constructor(parts: WritersParts) {
    this.#parts = parts;
    while (this.#live.length < streamsAtATime) this.#startOne(parts.start);
  }

  /** How many tasks there were. */
  get tasks(): number {
    return this.#tasks;
  }

  streams(): readonly LogStream[] {
    return [...this.#live.map(({stream}) => stream), ...this.#ended];
  }

  /** One second of all. */
  writeSecond(now: number): void {
    const {server, random} = this.#parts;
    for (const writer of this.#live) {
      if (random() > shareThatWritesInASecond) continue;
      writer.sequence += 1;
      const message = `${writer.stream.task} ${writer.sequence}`;
      const late = random() < lateShare ? latest / 2 + (random() * latest) / 2 : 200 + random() * 4_000;
      server.write(writer.stream.name, now + Math.floor(random() * 1_000), message, Math.floor(late));
      this.written.add(message);
    }
  }

  /** Ends one task and starts another. ECS forgets those that ended an hour ago. */
  replaceOne(now: number): void {
    const index = Math.floor(this.#parts.random() * this.#live.length);
    const [gone] = this.#live.splice(index, 1);
    this.#ended = this.#ended.filter(({endedAt = now}) => endedAt > now - 3_600_000);
    if (gone !== undefined) this.#ended.push({...gone.stream, endedAt: now + 1_000});
    this.#startOne(now);
  }

  #startOne(now: number): void {
    this.#tasks += 1;
    const task = `task${this.#tasks}`;
    // Half of the tasks have a prefix (one query takes them all), half are named by their Docker container.
    const isPrefixed = this.#tasks % 2 === 0;
    const stream: LogStream = {
      region: 'eu-west-1',
      group: 'shop',
      name: isPrefixed ? `web/app/${task}` : `docker-${task}`,
      ...(isPrefixed && {prefix: 'web/app/'}),
      task,
      container: 'app',
      taskDefinitionArn: 'td',
      delivery: 'blocking',
      createdAt: now,
    };
    this.#live.push({stream, sequence: 0});
  }
}
