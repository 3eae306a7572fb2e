// A glance at how services are scaled: asked together, remembered for a while, and not asked of an endpoint that does not answer.

import {expect, test} from 'vitest';
import {AccessDenied, Unreachable} from '../../src/domain/errors.ts';
import {scalableTarget, scalableTargetLately} from '../../src/resources/scaling-reading.ts';
import {aService, now} from '../domain/fixtures.ts';
import {type Contents, patient, regionOf} from './region.ts';

const services = ['srvweb', 'srvapp1', 'srvapp2'].map(name => aService({name}));

function on(contents: Contents) {
  const {aws, calls} = regionOf(contents);
  return {
    aws,
    asked: () => calls.filter(name => name === 'scalingTargets').length,
    glance: (at: number) => Promise.all(services.map(service => scalableTargetLately(aws, service, patient, at))),
  };
}

test('rows of one moment are asked for in one call, and again after half a minute, those without auto scaling too', async () => {
  const {asked, glance} = on({scaling: {srvapp1: 'none'}});
  const [web, without] = await glance(now);
  expect(web).toMatchObject({minimum: 1, maximum: 8});
  expect(without).toBeUndefined();
  await glance(now + 29_000);
  expect(asked()).toBe(1);
  await glance(now + 30_000);
  expect(asked()).toBe(2);
});

test('what a person waits for is read afresh', async () => {
  const {aws, asked, glance} = on({});
  await glance(now);
  await Promise.all(services.map(service => scalableTarget(aws, service, patient)));
  expect(asked()).toBe(2);
});

test('an endpoint that did not answer is left alone for a minute; one that refuses is not', async () => {
  const silent = on({scalingProblem: new Unreachable('no answer', 'Look at the network.')});
  await expect(silent.glance(now)).rejects.toThrow('no answer');
  await expect(silent.glance(now + 59_000)).rejects.toThrow('no answer');
  expect(silent.asked()).toBe(1);
  await expect(silent.glance(now + 60_000)).rejects.toThrow('no answer');
  expect(silent.asked()).toBe(2);
  const denied = on({scalingProblem: new AccessDenied('a', 'denied', 'Ask.')});
  await expect(denied.glance(now)).rejects.toThrow('denied');
  await expect(denied.glance(now + 10_000)).rejects.toThrow('denied');
  expect(denied.asked()).toBe(2);
});
