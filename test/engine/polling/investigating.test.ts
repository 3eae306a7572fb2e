import {expect, test} from 'vitest';
import {denied, nameAt, pollerStage} from './poller-stage.ts';

const wanted = {wantsInvestigation: () => true};

test('visible rows are looked into once they are described, three at a time', async () => {
  const {pass, callsOf, calls, entry} = pollerStage({services: 40, latency: 100, resource: wanted});
  await pass(5_000);
  const looks = callsOf('investigate');
  const firstLook = calls.findIndex(call => call.name === 'investigate');
  expect(calls.slice(0, firstLook).filter(call => call.name === 'describe').length).toBeGreaterThanOrEqual(2);
  const starts = Map.groupBy(looks, call => call.at);
  expect(Math.max(...[...starts.values()].map(all => all.length))).toBeLessThanOrEqual(3);
  expect(entry(nameAt(0))?.finding).toEqual({failures: []});
});

test('a row is looked into at most every 20 seconds, however fast AWS answers', async () => {
  const {pass, callsOf} = pollerStage({services: 2, latency: 1, resource: wanted});
  await pass(19_000);
  expect(callsOf('investigate')).toHaveLength(2);
  await pass(6_000);
  expect(callsOf('investigate')).toHaveLength(4);
});

test('a look that is denied says so and does not hold up the table', async () => {
  const stage = pollerStage({
    services: 2,
    resource: wanted,
    onCall: call => {
      if (call.name === 'investigate') throw denied('ec2:DescribeInstances');
    },
  });
  stage.put(nameAt(1), {running: 1, pending: 1});
  await stage.pass(30_000);
  expect(stage.table()?.problem?.message).toContain('ec2:DescribeInstances');
  expect(stage.callsOf('describe').filter(call => call.names.includes(nameAt(1))).length).toBeGreaterThanOrEqual(5);
  expect(stage.callsOf('investigate').length).toBeLessThanOrEqual(8);
});

test('what was found about a row is forgotten once the row no longer asks for it', async () => {
  let isTroubled = true;
  const stage = pollerStage({services: 1, resource: {wantsInvestigation: () => isTroubled, isSteady: () => false}});
  await stage.pass(3_000);
  expect(stage.entry(nameAt(0))?.finding).toBeDefined();
  isTroubled = false;
  await stage.pass(7_000);
  expect(stage.entry(nameAt(0))?.finding).toBeUndefined();
});
