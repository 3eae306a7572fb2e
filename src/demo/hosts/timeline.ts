// What falls due on hosts and in Systems Manager, played in one order of time with the scheduler of ECS: when a host reboots,
// ECS has done everything that came before, and nothing that comes after.

import {createAgenda} from '../ecs/scheduler/agenda.ts';
import type {Scheduler} from '../ecs/state.ts';

/** The one line of demo time, milliseconds since 1970. */
export interface Timeline {
  /** The time of what is being played. */
  readonly now: number;
  /** Has something happen so many milliseconds from now. */
  later(milliseconds: number, act: () => void): void;
  /** Plays all that is due up to `time`, of ECS as well. */
  advance(time: number): void;
}

/** A timeline that stands at `now`. */
export function createTimeline(scheduler: Pick<Scheduler, 'advance'>, start: number): Timeline {
  const agenda = createAgenda<() => void>();
  let now = start;
  return {
    get now() {
      return now;
    },
    later(milliseconds, act) {
      agenda.add(now + Math.max(0, Math.round(milliseconds)), act);
    },
    advance(time) {
      for (let due = agenda.takeDue(time); due !== undefined; due = agenda.takeDue(time)) {
        now = Math.max(now, due.at);
        scheduler.advance(now);
        due.item();
      }
      now = Math.max(now, time);
      scheduler.advance(now);
    },
  };
}
