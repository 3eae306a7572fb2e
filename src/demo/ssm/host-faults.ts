// Faults of hosts, switched on as a share: always the same hosts, so that a retry meets them again until the fault is off.

import {createRandom} from '../random.ts';

/** Whether a fault with this share (0–1) strikes the host. A larger share strikes those of a smaller one too. */
export function isStruck(hostId: string, fault: string, share: number): boolean {
  return share > 0 && createRandom(`${fault} ${hostId}`).next() < share;
}
