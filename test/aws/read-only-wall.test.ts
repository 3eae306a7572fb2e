import * as sdk from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {ecsReadOperations} from '../../src/aws/ecs-operations.ts';
import {addReadOnlyWall} from '../../src/aws/read-only-wall.ts';
import {Refused} from '../../src/domain/errors.ts';
import {fakeEndpoint} from './fake-endpoint.ts';

function walledClient(allowsChanges: () => boolean) {
  const requestHandler = fakeEndpoint(() => ({body: {}}));
  const client = new sdk.ECSClient({region: 'eu-west-1', requestHandler, credentials: {accessKeyId: 'a', secretAccessKey: 'b'}});
  addReadOnlyWall(client.middlewareStack, 'ecs', allowsChanges);
  return {client, sent: requestHandler.sent};
}

/** Every command that the SDK exports, built without input. */
function everyCommand(): sdk.ListClustersCommand[] {
  return Object.entries(sdk).flatMap(([name, value]) =>
    /^[A-Z]\w+Command$/.test(name) && typeof value === 'function' ? [Reflect.construct(value, [{}])] : [],
  );
}

test('only reads get through, whichever command of the SDK is sent', async () => {
  const {client, sent} = walledClient(() => false);
  const results = await Promise.allSettled(everyCommand().map(command => client.send(command)));
  expect(sent.map(request => request.operation).toSorted()).toEqual(Object.keys(ecsReadOperations).toSorted());
  const refused = results.filter(result => result.status === 'rejected' && result.reason instanceof Refused);
  expect(refused).toHaveLength(results.length - sent.length);
});

test('it is asked at each call whether changes are allowed', async () => {
  let isAllowed = false;
  const {client, sent} = walledClient(() => isAllowed);
  const stop = () => client.send(new sdk.StopTaskCommand({task: 'a'}));
  await expect(stop()).rejects.toThrow('read-only: ecs:StopTask');
  isAllowed = true;
  await stop();
  isAllowed = false;
  await expect(stop()).rejects.toThrow(Refused);
  expect(sent).toHaveLength(1);
});
