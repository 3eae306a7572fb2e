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

/** Characters of an instance's id that stand for its address: the port after it is what matters, and must not be cut. */
const idShown = 9;

/** All of an address in one cell: the first port, and how many more there are. The id of the instance stands for an unknown address. */
export function addressWords(ports: readonly PortBinding[], address: string | undefined, instanceId?: string): SafeText {
  const [first, ...others] = openPorts(ports, address, instanceId && shortened(instanceId));
  if (first === undefined) return safeText(address ?? '');
  return others.length === 0 ? first : text`${first} +${others.length}`;
}

/** `10.0.17.5:32770`, `[fd00::7]:8080`, or the address alone where no port is known. */
export function hostAndPort(address: string, port: number | undefined): SafeText {
  return port === undefined ? safeText(address) : text`${bracketed(address)}:${port}`;
}

function shortened(id: string): string {
  return id.length > idShown ? `${id.slice(0, idShown)}…` : id;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
