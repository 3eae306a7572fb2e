// What differs between the definition that is left and the one that is to run instead, as lines of a preview.

import {definitionDifferences} from '../src/domain/definition-difference.ts';
import type {Region} from '../src/domain/ports.ts';
import {text} from '../src/domain/safe-text.ts';
import type {Consequence} from './command.ts';
import {line} from './consequence.ts';

/** A line for each thing that differs. Both are ARNs or `family:revision`. */
export async function differenceLines(aws: Region, left: string, wanted: string, signal: AbortSignal): Promise<readonly Consequence[]> {
  const [before, after] = await Promise.all([aws.ecs.taskDefinition(left, signal), aws.ecs.taskDefinition(wanted, signal)]);
  const differences = definitionDifferences(before, after);
  if (differences.length === 0) return [line('warn', text`the two revisions say the same: only their numbers differ`)];
  return differences.map(difference => line('plain', difference));
}
