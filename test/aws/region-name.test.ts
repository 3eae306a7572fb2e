import {expect, test} from 'vitest';
import {resolveRegionName} from '../../src/aws/region-name.ts';

test('the flag goes before the environment, and AWS_REGION before AWS_DEFAULT_REGION', async () => {
  const environment = {AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2'};
  expect(await resolveRegionName('cn-north-1', undefined, environment)).toBe('cn-north-1');
  expect(await resolveRegionName(undefined, undefined, environment)).toBe('eu-west-1');
  expect(await resolveRegionName(undefined, undefined, {AWS_DEFAULT_REGION: 'eu-west-2'})).toBe('eu-west-2');
});

test('what could not be part of a host name is refused before anything is sent', async () => {
  await expect(resolveRegionName('eu-west-1.evil.example/', undefined, {})).rejects.toThrow('is no name of a Region');
});
