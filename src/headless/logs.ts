// `ecsdeck logs TARGET…`: the lines of services and tasks on a pipe. Only lines go to stdout; gaps and what has no log to stderr.

import {Gone} from '../domain/errors.ts';
import type {LogLine} from '../domain/log-line.ts';
import type {LogReads} from '../domain/log-ports.ts';
import {type SafeText, text} from '../domain/safe-text.ts';
import {Follower} from '../logs/follow.ts';
import type {FollowUpdate} from '../logs/follow-update.ts';
import {parseLinePattern} from '../logs/line-filter.ts';
import {containerWidth, lineText} from '../logs/line-text.ts';
import type {LogPlaces} from '../logs/log-stream.ts';
import {readAllMembers} from '../logs/members.ts';
import {linesBetween} from '../logs/older.ts';
import {patientReads} from '../logs/patient-reads.ts';
import {resourceOf} from '../resources/registry.ts';
import type {ExitCode} from './exit-codes.ts';
import {findCluster} from './find-ids.ts';
import {findMembers} from './find-members.ts';
import {lineJson} from './log-json.ts';
import {type HeadlessPorts, type OpenPlace, written} from './ports.ts';
import type {LogsRequest} from './request.ts';

/** CloudWatch Logs takes lines that are stamped so far ahead, from hosts whose clock is fast. */
const mostAhead = 2 * 3_600_000;

/** Prints the lines; with `--follow` until the signal is aborted or nobody reads any more (it then rejects with the pipe's error). */
export async function runLogs(request: LogsRequest, place: OpenPlace, ports: HeadlessPorts, signal: AbortSignal): Promise<ExitCode> {
  const {options, targets} = request;
  const {region} = place;
  const filter = parseLinePattern(options.grep);
  if (filter.problem !== undefined) await written(ports.stderr, `${filter.problem}\n`);
  const cluster = await findCluster(resourceOf('cluster'), region, options.cluster, signal);
  const all = await findMembers(region, cluster, targets, signal);
  const members = (until: AbortSignal) => readAllMembers(region.ecs, all, region.name, until);
  const first = await members(signal);
  requireStreams(first, options.isFollowing);
  await Promise.all(unknownLines(first).map(line => written(ports.stderr, `${line}\n`)));

  const now = ports.clock.now();
  const since = now - options.since;
  let width = containerWidth(first.streams);
  const printed = (lines: readonly LogLine[]): string => {
    const wanted = filter.isEmpty ? lines : lines.filter(line => filter.matches(line));
    return wanted.map(line => (options.output === 'json' ? lineJson(line) : lineText(line, width))).join('');
  };
  if (!options.isFollowing) {
    const reads = patientReads(place.logs, ports.clock, ports.random);
    for await (const {lines} of linesBetween(reads, {streams: first.streams, from: since, to: now + mostAhead}, signal)) {
      const content = printed(lines);
      if (content !== '') await written(ports.stdout, content);
    }
    return 0;
  }
  const known = async (until: AbortSignal): Promise<LogPlaces> => {
    const places = await members(until);
    width = Math.max(width, containerWidth(places.streams));
    return places;
  };
  await follow({place, ports, since, members: known, printed}, signal);
  return 0;
}

interface Following {
  readonly place: OpenPlace;
  readonly ports: HeadlessPorts;
  readonly since: number;
  readonly members: (signal: AbortSignal) => Promise<LogPlaces>;
  readonly printed: (lines: readonly LogLine[]) => string;
}

async function follow({place, ports, since, members, printed}: Following, signal: AbortSignal): Promise<void> {
  const {clock, random, stdout, stderr} = ports;
  const gone = new AbortController();
  let pending: Promise<void> = Promise.resolve();
  const send = (output: 'stdout' | 'stderr', content: string): void => {
    if (content === '') return;
    pending = pending.then(() => written(output === 'stdout' ? stdout : stderr, content));
    pending.catch((error: unknown) => gone.abort(error));
  };
  const follower = new Follower({
    reads: pacedBy(place.logs, () => pending),
    clock,
    random,
    since,
    members,
    onUpdate: update => {
      if (update.type === 'lines') send('stdout', printed(update.lines));
      else send('stderr', toldOf(update).join(''));
    },
  });
  try {
    await follower.run(AbortSignal.any([signal, gone.signal]));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  await pending;
}

/** A reader that is slower than the logs holds up the next page: what is read and not yet printed stays small. */
function pacedBy(reads: LogReads, printing: () => Promise<void>): LogReads {
  return {
    async filterPage(query, signal) {
      await printing();
      return reads.filterPage(query, signal);
    },
    newestPage: (query, signal) => reads.newestPage(query, signal),
    liveTail: (selection, signal) => reads.liveTail(selection, signal),
  };
}

function toldOf(update: Exclude<FollowUpdate, {type: 'lines'}>): readonly string[] {
  switch (update.type) {
    case 'gap': {
      const {group, from, why, closedAt} = update.gap;
      const since = new Date(from).toISOString();
      if (closedAt !== undefined) return [`${text`lines of ${group} since ${since}: nothing is missing any more`}\n`];
      return [`${text`lines of ${group} since ${since} are missing so far: ${why}`}\n`];
    }
    case 'membersUnknown':
      return update.why === undefined ? [] : [`${text`the tasks cannot be listed: ${update.why}`}\n`];
    case 'joined':
    case 'left':
      return [];
  }
}

/** Each reason once, with the containers that it is about. */
function unknownLines({unknown}: LogPlaces): readonly SafeText[] {
  const byWhy = Map.groupBy(unknown, ({container, why}) => `${container}: ${why}`);
  return [...byWhy.values()].flatMap(group => {
    const [first] = group;
    return first === undefined ? [] : [text`container ${first.container} has no lines here: ${first.why}`];
  });
}

/** A service that has no task yet may be followed until it has one. */
function requireStreams(places: LogPlaces, isFollowing: boolean): void {
  if (places.streams.length > 0 || (isFollowing && places.unknown.length === 0)) return;
  const [why] = unknownLines(places);
  if (why !== undefined) throw new Gone('there are no logs to read', why);
  throw new Gone('no task runs there, and none stopped within the last hour', 'Its older lines are in the log group itself.');
}
