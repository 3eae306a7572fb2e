// A dashboard with the logs of a service in front, as the stories about logs begin.

import {PutLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {type LaunchOptions, launch, type Story} from '../harness/launch.ts';

/** Opens the logs of a service and lets their first lines come. */
export async function logsOf(service: string, cluster: string, how: LaunchOptions = {}): Promise<Story> {
  const app = await launch(how);
  await app.goto(`services ${cluster}`);
  await app.select(service);
  await app.press('l');
  await app.pass(4);
  return app;
}

/** Writes lines into a stream of the group taskweb that is followed, as its container would; `ahead` milliseconds from now. */
export async function writeLines(app: Story, messages: readonly string[], ahead = 0): Promise<void> {
  // One of those that are followed: other services write to the same group.
  const followed = app.requests.findLast(({operation}) => operation === 'FilterLogEvents')?.body ?? '{}';
  const [logStreamName] = JSON.parse(followed).logStreamNames;
  const logEvents = messages.map(message => ({message, timestamp: app.clock.now() + ahead}));
  await app.colleagueLogs.send(new PutLogEventsCommand({logGroupName: 'taskweb', logStreamName, logEvents}));
}

/** More new lines than a bound of 200,000 bytes can hold. */
export async function flood(app: Story): Promise<void> {
  await writeLines(
    app,
    Array.from({length: 3_000}, (_, index) => `flood ${index}`),
  );
  await app.pass(8);
}
