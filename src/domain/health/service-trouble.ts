// What an ECS service's events and its tasks' failures tell, in a few words. Apart from the verdict, which weighs it.

import {clockTime} from '../format/clock-time.ts';
import {plural} from '../format/quantity.ts';
import {type SafeText, text} from '../safe-text.ts';
import type {Service, ServiceEvent, ServiceFinding} from '../service.ts';

/** How long an event says something about now. */
const recent = 15 * 60_000;
/** How long a rollback stays worth telling after all is steady again. */
const rollbackMemory = 60 * 60_000;
const restartWindow = 30 * 60_000;
const restartsToNotice = 3;

/** `3 tasks failed since 14:02: exit 137 OutOfMemory`, with the most frequent cause; undefined without failures. */
export function failuresInWords(failures: ServiceFinding['failures']): SafeText | undefined {
  const [newest] = failures;
  if (!newest) return undefined;
  const since = clockTime(Math.min(...failures.map(failure => failure.at)));
  const counts = new Map<string, number>();
  for (const {cause} of failures) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  const [cause] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? [newest.cause];
  const others = counts.size > 1 ? ` (and ${plural(counts.size - 1, 'other cause')})` : '';
  return failures.length === 1
    ? text`1 task failed at ${since}: ${cause}`
    : text`${failures.length} tasks failed since ${since}: ${cause}${others}`;
}

/** What the events of the last minutes say about failing health checks; an event of a steady state ends it. */
export function unhealthyInWords(
  service: Service,
  now: number,
  {isLoadBalancerKnown}: {readonly isLoadBalancerKnown: boolean},
): SafeText | undefined {
  const pattern = isLoadBalancerKnown ? /failed container health checks/i : /is unhealthy in|failed (?:container )?health checks/i;
  const event = newestSinceSteady(service, now, pattern);
  if (!event) return undefined;
  const port = /\(port (\d+)\)/.exec(event.message)?.[1];
  const cause = /due to \(reason ([^)]*)\)/i.exec(event.message)?.[1];
  const where = /target-group|is unhealthy in/i.test(event.message) ? 'load balancer' : 'container';
  return text`${where} health check fails${port === undefined ? '' : ` on port ${port}`}${cause === undefined ? '' : `: ${cause}`}`;
}

/** What ECS said in the last minutes about not being able to start tasks at all. */
export function startTroubleInWords(service: Service, now: number): SafeText | undefined {
  const event = newestSinceSteady(service, now, /unable to consistently start tasks|unable to assume|was unable to (?!place)/i);
  if (!event) return undefined;
  const told = event.message.replace(/^\(service [^)]*\)\s*/, '').replace(/\s*For more information.*$/is, '');
  return text`${told}`;
}

/** `rolled back at 14:02`, and whether a failure led to it, for an hour after it. */
export function rollbackInWords(service: Service, now: number): SafeText | undefined {
  const event = service.events.find(({at, message}) => /rolling back to|rollback/i.test(message) && now - at < rollbackMemory);
  if (event === undefined) return undefined;
  const hasFailed = /fail|circuit breaker/i.test(event.message) || service.events.some(({message}) => /deployment failed/i.test(message));
  return text`rolled back at ${clockTime(event.at)}${hasFailed ? ' after a failed deployment' : ''}`;
}

/**
 * True when ECS keeps starting tasks: those that die are replaced, the counts look well in between, and each replacement
 * even ends with a steady state. It may be scaling too, so this only asks for a second look.
 */
export function isRestarting(service: Service): boolean {
  const [newest] = service.events;
  if (!newest) return false;
  const starts = service.events.filter(({at, message}) => newest.at - at < restartWindow && /has started \d+ tasks/i.test(message));
  return starts.length >= restartsToNotice;
}

function newestSinceSteady(service: Service, now: number, pattern: RegExp): ServiceEvent | undefined {
  const event = service.events.find(({message}) => pattern.test(message) || /has reached a steady state/i.test(message));
  return event && pattern.test(event.message) && now - event.at < recent ? event : undefined;
}
