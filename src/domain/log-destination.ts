// What is known of where a container's lines go. Apart from the rules, which are another for each log driver.

import type {SafeText} from './safe-text.ts';

/** A CloudWatch Logs stream, or a sentence why there is none to read. */
export type LogTarget =
  | {
      readonly type: 'stream';
      readonly group: string;
      readonly stream: string;
      /** What the streams of all tasks of this container begin with, where the name follows a rule. */
      readonly prefix?: string;
      readonly region: string;
    }
  | {readonly type: 'none'; readonly why: SafeText};

/** Nothing that can be read here. */
export function none(why: SafeText): LogTarget {
  return {type: 'none', why};
}
