// One moto for the whole run: installed where it is not yet, started, filled, and ended when the tests are done.

import type {TestProject} from 'vitest/node';
import {prepareMoto} from './moto-environment.ts';
import {startMoto} from './moto-server.ts';
import {registerSystems} from './register-systems.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** moto's address, or undefined where this machine cannot have it. */
    readonly motoEndpoint: string | undefined;
  }
}

/** Starts moto; resolves with what ends it. Fails in CI where moto cannot be had, and lets the tests be skipped elsewhere. */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const environment = await prepareMoto();
  if ('missing' in environment) {
    if (process.env.CI) throw new Error(`test:moto needs moto: ${environment.missing}`);
    process.stdout.write(`test:moto is skipped: ${environment.missing}\n`);
    project.provide('motoEndpoint', undefined);
    return undefined;
  }
  const moto = await startMoto(environment.python);
  try {
    await registerSystems(moto.endpoint);
  } catch (error) {
    await moto.stop();
    throw error;
  }
  project.provide('motoEndpoint', moto.endpoint);
  return moto.stop;
}
