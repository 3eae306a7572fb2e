// The limits of Systems Manager's arguments, and its words for what is beyond them.

import {AwsError} from '../wire/aws-error.ts';
import {type Page, takePage} from '../wire/pages.ts';

/** What AWS answers to a value that breaks a constraint: `Value '51' at 'maxResults' failed to satisfy constraint: …`. */
export function invalid(value: string, member: string, constraint: string): AwsError {
  const message = `Value '${value}' at '${member}' failed to satisfy constraint: Member must ${constraint}`;
  return new AwsError('ValidationException', `1 validation error detected: ${message}`);
}

/** A whole number within bounds, or the usual one. */
export function numberWithin(value: number | undefined, [least, most]: readonly [number, number], usual: number, member: string): number {
  const number = value ?? usual;
  if (!Number.isInteger(number) || number < least) throw invalid(String(number), member, `have value greater than or equal to ${least}`);
  if (number > most) throw invalid(String(number), member, `have value less than or equal to ${most}`);
  return number;
}

/** A page of a listing of Systems Manager, of at most 50 items. */
export function listPage<Item>(
  input: {readonly MaxResults?: number | undefined; readonly NextToken?: string | undefined},
  scope: string,
  items: () => Iterable<Item>,
  keyOf: (item: Item) => string,
  bounds: {readonly least: number; readonly usual: number},
): Page<Item> {
  const size = numberWithin(input.MaxResults, [bounds.least, 50], bounds.usual, 'maxResults');
  const invalidToken = () => new AwsError('InvalidNextToken', 'The specified token is not valid.');
  return takePage(items, keyOf, {scope, size, token: input.NextToken}, invalidToken);
}

/** What AWS answers to a command that it does not know. */
export function invalidCommandId(): AwsError {
  return new AwsError('InvalidCommandId', 'The specified command ID is not valid. Verify the ID and try again.');
}

/** `Instances [[i-0123]] not in a valid state for account 111122223333`. */
export function invalidInstances(ids: readonly string[], account: string): AwsError {
  return new AwsError('InvalidInstanceId', `Instances [[${ids.join(', ')}]] not in a valid state for account ${account}`);
}
