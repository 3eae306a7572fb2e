// Where a container's ports can be opened.

import {type SafeText, safeText, text} from '../safe-text.ts';
import type {PortBinding} from '../task.ts';

/**
 * Each port once: `10.0.1.5:32768→3000` on a host, `10.0.3.7:8080` under awsvpc. `unknown` stands for an address that is
 * not known (yet). Docker lists IPv4 and IPv6 bindings of one port apart; here they are one.
 */
export function openPorts(ports: readonly PortBinding[], address: string | undefined, unknown = '…'): readonly SafeText[] {
  const words = ports.map(({containerPort, hostPort, protocol}) => {
    const inside = hostPort === containerPort ? '' : `→${containerPort}`;
    const suffix = protocol === 'tcp' ? '' : `/${protocol}`;
    return text`${bracketed(address ?? unknown)}:${hostPort}${inside}${suffix}`;
  });
  return [...new Set(words)];
}

/** All of an address in one cell: the first port, and how many more there are. */
export function addressWords(ports: readonly PortBinding[], address: string | undefined, unknown?: string): SafeText {
  const [first, ...others] = openPorts(ports, address, unknown);
  if (first === undefined) return safeText(address ?? '');
  return others.length === 0 ? first : text`${first} +${others.length}`;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
