// What a script is to a simulated host: how long it takes, and what it does and answers when it ends.

import type {AnswerHead, AnswerResult} from '../../../domain/fleet/answers.ts';
import type {PackedScript} from '../envelope.ts';
import type {Host} from '../host.ts';
import type {HostBook} from '../host-book.ts';
import type {Timeline} from '../timeline.ts';

/** A script that is about to run. */
export interface ScriptCall extends PackedScript {
  readonly host: Host;
  readonly book: HostBook;
  readonly timeline: Timeline;
}

/** What a script left: its output, cut by nobody yet. */
export interface ScriptOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** A script under way. */
export interface ScriptRun {
  /** How long it takes, seconds. */
  readonly seconds: number;
  /** Does to the host what it does, and answers; called when the time is over, unless it was cancelled before. */
  end(): ScriptOutput;
}

/** How hosts play the scripts of one playbook. What a script does at once, it does when it is begun. */
export type PlayScript = (call: ScriptCall) => ScriptRun;

/** The beginning of an answer. */
export function head(call: ScriptCall, result: AnswerResult, problem?: string): AnswerHead {
  const {playbook, host} = call;
  const system = host.system.prettyName;
  return {ecsdeck: playbook, result, system, family: host.system.family, ...(problem !== undefined && {problem})};
}

/** The line of an answer, and its exit code: 1 where it failed. */
export function answered<Answer extends AnswerHead>(answer: Answer, stderr = ''): ScriptOutput {
  return {stdout: `${JSON.stringify(answer)}\n`, stderr, exitCode: answer.result === 'failed' ? 1 : 0};
}

/** Seconds from the host's own stream, between the least and the most. */
export function takes({host}: ScriptCall, least: number, most: number): number {
  return least + host.random.next() * (most - least);
}
