// Prepares what all hosts share before the first test. Fails in CI where that cannot be, and lets the tests be skipped elsewhere.

import type {TestProject} from 'vitest/node';
import {prepareBaseRoot, type Roots} from './base-root.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The root file systems, or undefined where this machine cannot have them. */
    readonly roots: Roots | undefined;
  }
}

export default async function setUp(project: TestProject): Promise<void> {
  const root = await prepareBaseRoot();
  if ('missing' in root) {
    if (process.env.CI) throw new Error(`test:hosts cannot run: ${root.missing}`);
    process.stdout.write(`test:hosts is skipped: ${root.missing}\n`);
  }
  project.provide('roots', 'roots' in root ? root.roots : undefined);
}
