// A dashboard in a pseudo-terminal on a large world that runs in another process.

import {type PrivateHome, privateHome} from '../pty/private-home.ts';
import {type PtySession, startInPty} from '../pty/pty-session.ts';
import {type DemoRegion, startDemoRegion} from './demo-region.ts';

/** The world that the figures are stated for. One cluster, so that its services are 20 list pages. */
export const largeWorldSettings = 'services=2000,tasks=20000,instances=1500,clusters=1';

/** A dashboard with the cursor on the one cluster, and the region it shows. */
export interface LargeDashboard {
  readonly session: PtySession;
  readonly region: DemoRegion;
}

/** Runs the work with a region and a dashboard that shows its clusters, and ends both. */
export async function withLargeDashboard<Result>(work: (large: LargeDashboard) => Promise<Result>): Promise<Result> {
  const home: PrivateHome = privateHome();
  const region = await startDemoRegion(largeWorldSettings);
  try {
    const session = startInPty([], {columns: 160, rows: 45, env: {...home.env, ...region.env}});
    try {
      await session.until('the cluster', screen => screen.split('\n').some(line => /^\s*▸.*\bactive\b/.test(line)), 30_000);
      return await work({session, region});
    } finally {
      await session.close();
    }
  } finally {
    await region.stop();
    home.remove();
  }
}

/** True when the table of this title is on the screen, all listed. Some of a world's tasks are always just being replaced. */
export function hasListed(screen: string, title: string, rows: number): boolean {
  const trail = screen.split('\n')[1] ?? '';
  const listed = Number(new RegExp(`\\b${title} (\\d+)\\b`).exec(trail)?.[1] ?? 0);
  return listed >= rows * 0.98 && !trail.includes('loading');
}
