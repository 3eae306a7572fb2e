// What is wrong on the hosts of a generated world: most are right, a few are of every kind that an operator meets.

import {createRandom, type Random} from '../random.ts';
import {type HostFacts, usualHost} from './host-facts.ts';

const right: Partial<HostFacts> = {zone: 'Asia/Shanghai'};

/** Shares of the hosts, in a hundred, and what they are like. What is left over is right. */
const kinds: readonly (readonly [share: number, facts: (random: Random) => Partial<HostFacts>])[] = [
  [10, () => ({zone: 'UTC'})],
  [6, random => ({...right, time: 'chrony-stopped', offset: fast(random, 20)})],
  [4, random => ({zone: 'UTC', time: 'ntpd-stopped', offset: fast(random, 45), platform: {name: 'Amazon Linux', version: '2'}})],
  [4, () => ({...right, time: 'chrony-pool', platform: {name: 'Amazon Linux', version: '2'}})],
  [3, () => ({...right, time: 'timesyncd', platform: {name: 'Ubuntu', version: '22.04'}})],
  [2, () => ({...right, platform: {name: 'Rocky Linux', version: '9.4'}})],
  [2, () => ({...right, time: 'none', offset: 2.6, platform: {name: 'Debian GNU/Linux', version: '12'}})],
  [2, () => ({...right, ssmAgent: 'none'})],
  [1.5, () => ({...right, ssmAgent: 'lost'})],
  [1, () => ({platform: {name: 'Bottlerocket', version: '1.26.2'}})],
  [1, () => ({...right, ssmAgent: 'none', platform: {name: 'Ubuntu', version: '22.04'}})],
  [0.5, () => ({platform: {name: 'Microsoft Windows Server 2022 Datacenter', version: '10.0.20348'}})],
];

/** The facts of a host by its id, the same each time: the world's own random stream is not touched. */
export function generatedHost(id: string): Partial<HostFacts> {
  const random = createRandom(`host ${id}`);
  const diskPercent = random.integer(25, 88);
  let place = random.next() * 100;
  for (const [share, facts] of kinds) {
    place -= share;
    if (place < 0) return {...usualHost, diskPercent, ...facts(random)};
  }
  return {...usualHost, diskPercent, ...right};
}

/** Up to so many seconds ahead or behind, at least half a second. */
function fast(random: Random, most: number): number {
  const seconds = 0.5 + random.next() * most;
  return Math.round((random.next() < 0.5 ? -seconds : seconds) * 1000) / 1000;
}
