// The shop of the discovery cluster: orders and checkout, in JSON; and what is plain there.

import {isoTime, line, oneIn, type Writer} from './writer.ts';

/** orders, blue and green. Green leaks connections: the older a task, the more often it waits for one. */
export function orders(colour: 'blue' | 'green'): Writer {
  return ({random, at, age}) => {
    if (!oneIn(random, 2)) return [];
    const isStarved = colour === 'green' && random.next() * 2400 < age;
    const content = {
      time: isoTime(at, random.integer(0, 999)),
      level: isStarved ? 'error' : 'info',
      colour,
      msg: isStarved ? 'timeout waiting for a database connection' : 'order placed',
      orderId: random.hex(12),
      waitMs: isStarved ? 5000 : random.integer(0, 12),
      pool: {size: 10, used: Math.min(10, 2 + Math.floor(age / 200))},
    };
    return [line(random, JSON.stringify(content))];
  };
}

/** checkout; the canary's revision 43 writes a warning that no older one knows. */
export const checkout: Writer = ({random, at, revision}) => {
  if (!oneIn(random, 2)) return [];
  const isNewTrouble = revision >= 43 && oneIn(random, 25);
  const content = isNewTrouble
    ? {ts: at, severity: 'WARN', message: 'payment provider answered with an unknown currency', currency: 'XTS', paymentId: random.hex(16)}
    : {ts: at, severity: 'INFO', message: 'payment accepted', amount: random.integer(100, 99_999) / 100, paymentId: random.hex(16)};
  return [line(random, JSON.stringify(content))];
};

/** Agents and caches, which say little. */
export const agent: Writer = ({random, at, age}) => {
  if (age !== 0 && !oneIn(random, 20)) return [];
  const time = isoTime(at).slice(0, 19).replace('T', ' ').replaceAll('-', '/');
  const messages = [
    '[INFO]  agent: Synced node info',
    '[INFO]  serf: EventMemberJoin: ip-10-0-1-20',
    '[WARN]  agent: Check is now critical: service:stock-price',
  ] as const;
  return [line(random, `${time} ${random.pick(messages)}`)];
};
