// A dashboard with the logs of a service in front, as the stories about logs begin.

import {launch, type Story} from '../harness/launch.ts';

/** Opens the logs of a service and lets their first lines come. */
export async function logsOf(service: string, cluster: string, size: {columns?: number; rows?: number} = {}): Promise<Story> {
  const app = await launch(size);
  await app.goto(`services ${cluster}`);
  await app.select(service);
  await app.press('l');
  await app.pass(4);
  return app;
}
