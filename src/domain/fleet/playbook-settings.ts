// What holds for all runs over hosts, as the configuration says it.

import type {WaveSettings} from './run.ts';

/** What holds for all runs. */
export interface PlaybookSettings {
  readonly waves: WaveSettings;
  /** Playbooks that are off by default may be run. */
  readonly isShellOn: boolean;
}
