// One host is changed by one run at a time.

import {expect, test} from 'vitest';
import {requireFreeHosts} from '../../src/fleet/busy-hosts.ts';
import {aHost, aRun} from '../engine/fleet/runs.ts';

const hosts = [aHost(1, {state: 'done', wave: 1}), aHost(2, {state: 'running', wave: 2}), aHost(3, {state: 'waiting', wave: 3})];

const wished = {id: 'other', hosts: [1, 2, 3].map(number => aHost(number))};

test('hosts that another run is changing, or will, are not free', () => {
  const refusal = 'time-fix over erp is not over on 2 of these hosts';
  for (const phase of ['applying', 'aborting', 'paused'] as const) {
    expect(() => requireFreeHosts([aRun(hosts, {phase})], wished)).toThrow(refusal);
  }
});

test('those that it is done with are, and all of a run that is over, that only looks, or that is the same', () => {
  const applying = aRun(hosts, {phase: 'applying'});
  expect(() => requireFreeHosts([applying], {id: 'other', hosts: [aHost(1)]})).not.toThrow();
  expect(() => requireFreeHosts([applying], {...wished, id: applying.id})).not.toThrow();
  expect(() => requireFreeHosts([aRun(hosts, {phase: 'finished'})], wished)).not.toThrow();
  const checking = [aHost(1, {state: 'checking'}), aHost(2, {state: 'checked'})];
  expect(() => requireFreeHosts([aRun(checking, {phase: 'checking'}), aRun(checking, {phase: 'paused'})], wished)).not.toThrow();
});
