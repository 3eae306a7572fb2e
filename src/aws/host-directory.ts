// The hosts by id, from EC2 and Systems Manager together. Either may be denied or missing: then what the other knows.
// Rows ask one by one; their questions are gathered into one call.

import type {Clock} from '../domain/clock.ts';
import type {Host} from '../domain/container-instance.ts';
import {UserError} from '../domain/errors.ts';
import {dropOldest} from './drop-oldest.ts';
import {each} from './mapping.ts';
import {unlessAborted} from './memo.ts';

/** Reads some hosts from one source; those that it does not know are left out. */
export type ReadHosts = (instanceIds: readonly string[], signal: AbortSignal) => Promise<readonly Host[]>;

/** How long questions are gathered before they are asked, milliseconds. */
const gatherMilliseconds = 10;

const keepMilliseconds = 300_000;

/** A host that was not found, or known in part because a source failed, is looked for again after this. */
const keepMissingMilliseconds = 60_000;

/** Four of the largest clusters that ECS allows; a host takes some 300 bytes. */
const mostKept = 20_000;

interface Gathering {
  readonly ids: Set<string>;
  readonly done: Promise<void>;
}

/** Creates the directory over both sources. */
export function createHostDirectory(clock: Clock, sources: {readonly ec2: ReadHosts; readonly ssm: ReadHosts}): ReadHosts {
  const known = new Map<string, {readonly host: Host | undefined; readonly until: number}>();
  const asked = new Map<string, Promise<void>>();
  const untilFailed = {ec2: 0, ssm: 0};
  let gathering: Gathering | undefined;
  // One asks for many: a call is not aborted because one of them leaves. Its deadline ends it.
  const {signal: forAll} = new AbortController();

  async function readFrom(source: 'ec2' | 'ssm', ids: readonly string[]): Promise<readonly Host[] | undefined> {
    if (ids.length === 0) return [];
    if (untilFailed[source] > clock.now()) return undefined;
    try {
      return await sources[source](ids, forAll);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      untilFailed[source] = clock.now() + keepMissingMilliseconds;
      return undefined;
    }
  }

  async function read(ids: readonly string[]): Promise<void> {
    const ofEc2 = ids.filter(id => id.startsWith('i-'));
    const [fromEc2, fromSsm] = await Promise.all([readFrom('ec2', ofEc2), readFrom('ssm', ids)]);
    const isComplete = fromEc2 !== undefined && fromSsm !== undefined;
    const merged = new Map<string, Host>();
    // EC2 last: its address is the right one where a host has several.
    for (const host of [...(fromSsm ?? []), ...(fromEc2 ?? [])]) merged.set(host.instanceId, {...merged.get(host.instanceId), ...host});
    for (const id of ids) {
      const host = merged.get(id);
      known.delete(id);
      known.set(id, {host, until: clock.now() + (host !== undefined && isComplete ? keepMilliseconds : keepMissingMilliseconds)});
    }
    dropOldest(known, mostKept);
  }

  function gather(id: string): Promise<void> {
    if (gathering === undefined) {
      const ids = new Set<string>();
      const done = clock.wait(gatherMilliseconds).then(() => {
        gathering = undefined;
        return read([...ids]).finally(() => {
          for (const read of ids) asked.delete(read);
        });
      });
      gathering = {ids, done};
    }
    gathering.ids.add(id);
    asked.set(id, gathering.done);
    return gathering.done;
  }

  return async (instanceIds, signal) => {
    signal.throwIfAborted();
    const now = clock.now();
    const missing = instanceIds.filter(id => (known.get(id)?.until ?? 0) <= now);
    const answers = new Set(missing.map(id => asked.get(id) ?? gather(id)));
    if (answers.size > 0) await unlessAborted(Promise.all(answers), signal);
    return each(instanceIds, id => known.get(id)?.host).filter(host => host !== undefined);
  };
}
