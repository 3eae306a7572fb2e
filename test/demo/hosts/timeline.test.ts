import {expect, test} from 'vitest';
import {openScript} from '../../../src/demo/hosts/envelope.ts';
import {createTimeline} from '../../../src/demo/hosts/timeline.ts';
import {envelope} from '../../../src/fleet/envelope.ts';

test('what falls due is played in its order, after everything that ECS did before it', () => {
  const seen: string[] = [];
  const timeline = createTimeline({advance: time => void seen.push(`ecs ${time}`)}, 1_000);
  timeline.later(500, () => seen.push(`second ${timeline.now}`));
  timeline.later(200, () => {
    seen.push(`first ${timeline.now}`);
    timeline.later(100, () => seen.push(`followed ${timeline.now}`));
  });
  timeline.later(5_000, () => seen.push('too early'));
  timeline.advance(2_000);
  expect(seen).toEqual(['ecs 1200', 'first 1200', 'ecs 1300', 'followed 1300', 'ecs 1500', 'second 1500', 'ecs 2000']);
  expect(timeline.now).toBe(2_000);
});

test('time never goes back', () => {
  const timeline = createTimeline({advance: () => {}}, 1_000);
  timeline.advance(3_000);
  timeline.advance(2_000);
  expect(timeline.now).toBe(3_000);
});

test('an envelope is opened as the program packed it; anything else is no playbook', () => {
  const line = envelope('time-fix', 'apply', 'true\n', {zone: 'Asia/Shanghai', source: '$(reboot)', 'some-name': '"`{{ }}'});
  expect(openScript([line])).toEqual({
    playbook: 'time-fix',
    script: 'apply',
    variables: {zone: 'Asia/Shanghai', source: '$(reboot)', 'some-name': '"`{{ }}'},
  });
  expect(openScript([line, 'reboot'])).toBeUndefined();
  expect(openScript([`${line}; reboot`])).toBeUndefined();
  expect(openScript(['uptime'])).toBeUndefined();
  expect(openScript([])).toBeUndefined();
  const foreign = Buffer.from('#!/bin/sh\n# somebody else\n').toString('base64');
  expect(openScript([`sh -c "$(echo ${foreign} | base64 -d)"`])).toBeUndefined();
});
