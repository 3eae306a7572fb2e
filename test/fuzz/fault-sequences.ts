// Random sequences of faults, keys and changes against the whole program without its screen. For the tests and for
// `npm run fuzz` alike: what must hold all the time, and how soon all is well again once nothing is wrong any more.

import fc from 'fast-check';
import {shownScreen} from '../../store/screens.ts';
import type {State} from '../../store/state.ts';
import {tableOf} from '../../store/tables.ts';
import {type Loop, startLoop} from '../harness/loop.ts';
import {faultSequence, type Step} from './fault-steps.ts';

/** A program lives through so many sequences, one after the other, before it is ended and another one begins. */
const sequencesALife = 25;

/** Trouble of a connection ends within so many seconds of its cause; a table that AWS throttled may wait a minute. */
const longestRecovery = 62;

/** Data this old say so, whatever else is wrong. Milliseconds. */
const mustSayAge = 50_000;

const changes = new Set([
  'UpdateService',
  'StopServiceDeployment',
  'ContinueServiceDeployment',
  'StopTask',
  'UpdateContainerInstancesState',
]);

/** What a run found out besides that all held. */
export interface FuzzResult {
  readonly sequences: number;
  readonly changesSent: number;
  /** Seconds until all was well again: of all sequences, sorted. */
  readonly recoveries: readonly number[];
}

/** Runs so many sequences; rejects with the first that does not hold, its seed and its steps. */
export async function fuzzFaults(sequences: number, seed: number, world?: string): Promise<FuzzResult> {
  const random = Math.random;
  // The SDK's pause before a second attempt is a random share of some hundred milliseconds of real time: here it is nothing.
  Math.random = () => 0;
  try {
    const recoveries: number[] = [];
    let changesSent = 0;
    for (let done = 0; done < sequences; done += sequencesALife) {
      const drawn = fc.sample(faultSequence, {numRuns: Math.min(sequencesALife, sequences - done), seed: seed + done});
      const loop = await startLoop({seed: seed + done, ...(world !== undefined && {world})});
      for (const [index, steps] of drawn.entries()) {
        try {
          recoveries.push(await live(loop, steps));
        } catch (error) {
          const before = drawn.slice(0, index + 1).map(one => JSON.stringify(one));
          throw new Error(
            `seed ${seed + done}, sequence ${index}: ${error instanceof Error ? error.message : error}\n${before.join('\n')}`,
            {
              cause: error,
            },
          );
        }
      }
      changesSent += sentChanges(loop);
      await loop.close();
      holds(loop);
    }
    return {sequences, changesSent, recoveries: recoveries.toSorted((one, other) => one - other)};
  } finally {
    Math.random = random;
  }
}

/** Lives through the steps and the recovery; resolves with the seconds that it took. */
async function live(loop: Loop, steps: readonly Step[]): Promise<number> {
  await goToServices(loop);
  for (const step of steps) {
    await take(loop, step);
    holds(loop);
  }
  await goToServices(loop);
  if (loop.store.getState().isPaused) await loop.press('p');
  await loop.faults('');
  const since = loop.clock.now();
  for (let seconds = 0; seconds <= longestRecovery; seconds += 1) {
    holds(loop);
    if (troubleOf(loop.store.getState(), since) === undefined) return seconds;
    await loop.pass(1_000);
  }
  throw new Error(`it did not recover: ${troubleOf(loop.store.getState(), since)}\n${loop.frame()}`);
}

/** From wherever it is. */
async function goToServices(loop: Loop): Promise<void> {
  for (let left = 0; left < 4; left += 1) await loop.press('escape');
  await loop.type(':services erp');
  await loop.press('enter');
}

async function take(loop: Loop, step: Step): Promise<void> {
  switch (step.type) {
    case 'faults':
      return loop.faults(step.spec);
    case 'time':
      return loop.pass(step.seconds * 1_000);
    case 'key':
      return loop.press(step.key);
    case 'change': {
      await goToServices(loop);
      await loop.press(step.key);
      if (loop.store.getState().dialog?.type === 'ask') {
        await loop.press('ctrl+u');
        await loop.type('+1');
        await loop.press('enter');
      }
      await loop.pass(800);
      await loop.faults(step.spec);
      await loop.press('y');
    }
  }
}

function sentChanges({requests}: Loop): number {
  return requests.filter(({operation}) => changes.has(operation)).length;
}

/** What holds at any moment. */
function holds(loop: Loop): void {
  const state = loop.store.getState();
  if (loop.bugs.length > 0)
    throw new Error(`a fault of the program: ${loop.bugs.map(bug => (bug instanceof Error ? bug.stack : bug)).join('; ')}`);
  if (loop.hasQuit()) throw new Error('the program ended');
  const intents = loop.audit.filter(({phase}) => phase === 'intent');
  // Recorded before it is sent, and sent at most once: attempts of the SDK are counted here one by one.
  if (sentChanges(loop) > intents.length) throw new Error(`${sentChanges(loop)} changes were sent, ${intents.length} were recorded`);
  const outcomes = loop.audit.filter(({phase, result}) => phase === 'outcome' && result !== 'arrived' && result !== 'never arrived');
  if (new Set(intents.map(({change}) => change)).size !== intents.length) throw new Error('a change was recorded twice');
  if (outcomes.length > intents.length) throw new Error('an outcome has no intent');
  const age = ageOf(state);
  if (age !== undefined && age > mustSayAge && !/data \S+ old/.test(loop.frame())) {
    throw new Error(`the data are ${age} ms old, and nothing says so:\n${loop.frame()}`);
  }
}

/** The age of the newest reading of the table in front, counted from its rows, not from what the frame goes by. */
function ageOf(state: State): number | undefined {
  const screen = shownScreen(state);
  if (screen?.type !== 'table') return undefined;
  const read = [...(tableOf(state, screen)?.entries.values() ?? [])].map(({readAt}) => readAt).filter(readAt => readAt > 0);
  return read.length === 0 ? undefined : state.now - Math.max(...read);
}

/** What is not yet as it should be: no trouble is told, and every row of the table in front was read since then. */
function troubleOf(state: State, since: number): string | undefined {
  const screen = shownScreen(state);
  if (state.connection.problem !== undefined) return `the connection: ${state.connection.problem.message}`;
  if (state.connection.identity === undefined) return 'the account is unknown';
  if (screen?.type !== 'table') return 'another screen is in front';
  const table = tableOf(state, screen);
  if (table?.problem !== undefined) return `the table: ${table.problem.message}`;
  const live = [...(table?.entries.values() ?? [])].filter(({presence}) => presence !== 'gone');
  if (live.length === 0) return 'there are no rows';
  const old = live.filter(({readAt}) => readAt < since);
  return old.length === 0 ? undefined : `${old.length} of ${live.length} rows were not read since`;
}
