// How runs over hosts go: what the configuration says, and what is usual where it says nothing.

import type {PlaybookSettings} from '../domain/fleet/playbook-settings.ts';
import {usualWaves} from '../domain/fleet/run.ts';
import type {CommandOrder} from '../domain/run-command.ts';
import type {PlaybookConfig} from './config.ts';

/** The settings of a configuration. */
export function playbookSettings({shell, canary, wavePercent, maxErrors}: PlaybookConfig): PlaybookSettings {
  return {
    isShellOn: shell === true,
    waves: {
      canary: canary ?? usualWaves.canary,
      wavePercent: wavePercent ?? usualWaves.wavePercent,
      maxErrors: maxErrors ?? usualWaves.maxErrors,
    },
  };
}

/** Where AWS keeps the whole output of hosts, when the configuration names a bucket. */
export function outputBucketOf({outputBucket, outputPrefix}: PlaybookConfig): CommandOrder['outputBucket'] {
  return outputBucket === undefined ? undefined : {bucket: outputBucket, ...(outputPrefix === undefined ? {} : {prefix: outputPrefix})};
}
