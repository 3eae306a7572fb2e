// Tests with a host each: `hostTest('…', async host => …)`. They are skipped where this machine cannot have hosts, which the
// global setup says; in CI it fails there.

import {inject, test} from 'vitest';
import {Host} from './host.ts';

const roots = inject('roots');

/** A test on a fresh host, which ends with it: Debian's smallest system, or the same with chrony. Tests of one file run at the same time. */
export function hostTest(name: string, body: (host: Host) => Promise<void>, kind: 'bare' | 'chrony' = 'bare'): void {
  if (roots === undefined) {
    test.skip(name);
    return;
  }
  test.concurrent(name, async () => {
    const host = await Host.start(kind === 'bare' ? [roots.bare] : [roots.withChrony, roots.bare]);
    try {
      await body(host);
    } finally {
      await host.close();
    }
  });
}

/** The same body for several cases, `name: CASE`. */
hostTest.for =
  <Case extends readonly [string, ...unknown[]]>(cases: readonly Case[]) =>
  (name: string, body: (host: Host, one: Case) => Promise<void>): void => {
    for (const one of cases) hostTest(`${name}: ${one[0]}`, host => body(host, one));
  };

/** The same with chrony installed as Debian does it. */
export function chronyHostTest(name: string, body: (host: Host) => Promise<void>): void {
  hostTest(name, body, 'chrony');
}
