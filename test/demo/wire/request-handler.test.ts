import {ECSClient, ListClustersCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {createDemo} from '../../../src/demo/demo.ts';
import {createRequestHandler} from '../../../src/demo/request-handler.ts';
import {manualClock} from '../../aws/manual-clock.ts';
import {credentials, launch, refusal} from './fixture.ts';

const request = {
  method: 'POST',
  path: '/',
  headers: {'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters'},
  body: '{}',
};

test('a signal that is aborted already stops the call before it counts', async () => {
  const {ecs, region} = launch();
  const call = ecs.send(new ListClustersCommand({}), {abortSignal: AbortSignal.abort()});
  expect(await refusal(call)).toMatchObject({name: 'AbortError'});
  expect(region.calls.size).toBe(0);
});

test('an abort while the answer is awaited ends the call at once', async () => {
  const clock = manualClock();
  const handler = createRequestHandler(createDemo({clock, faults: 'latency=1000'}), clock);
  const given = new AbortController();
  const call = handler.handle(request, {abortSignal: given.signal});
  given.abort();
  expect(await refusal(call)).toMatchObject({name: 'AbortError'});
});

test('a request times out on the clock', async () => {
  const clock = manualClock();
  const handler = createRequestHandler(createDemo({clock, faults: 'blackhole'}), clock);
  const call = refusal(handler.handle(request, {requestTimeout: 500}));
  await clock.advance(500);
  expect(await call).toEqual({name: 'TimeoutError', message: 'The request timed out after 500 ms.'});
});

test('a body of bytes is read as one of text', async () => {
  const clock = manualClock();
  const handler = createRequestHandler(createDemo({clock}), clock);
  const text = await handler.handle({...request, body: '{"maxResults":1}'});
  const bytes = await handler.handle({...request, body: new TextEncoder().encode('{"maxResults":1}')});
  expect(bytes.response.body).toEqual(text.response.body);
});

test("the SDK's own retries get past throttling", async () => {
  const clock = manualClock();
  const region = createDemo({clock, faults: 'throttle=0.5', seed: 3});
  const ecs = new ECSClient({
    region: 'ap-southeast-1',
    credentials,
    maxAttempts: 10,
    requestHandler: createRequestHandler(region, clock),
    retryStrategy: {
      mode: 'standard',
      acquireInitialRetryToken: async () => ({getRetryCount: () => 0, getRetryDelay: () => 0}),
      refreshRetryTokenForRetry: async token => token,
      recordSuccess: () => {},
    },
  });
  for (let call = 0; call < 10; call += 1) await ecs.send(new ListClustersCommand({}));
  expect(region.calls.get('ecs:ListClusters')).toBeGreaterThan(10);
});
