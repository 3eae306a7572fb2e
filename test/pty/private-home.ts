// A home folder of a run's own, so that a started program neither reads nor writes the person's configuration and state.

import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A temporary home folder. */
export interface PrivateHome {
  readonly folder: string;
  /** HOME and XDG variables that point into it, and none of the person's AWS settings. */
  readonly env: Readonly<Record<string, string | undefined>>;
  remove(): void;
}

/** Makes a home folder and the environment that goes with it. */
export function privateHome(): PrivateHome {
  const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-home-'));
  const settings = Object.keys(process.env).filter(name => name.startsWith('AWS_') || name.startsWith('ECSDECK_'));
  return {
    folder,
    env: {
      ...Object.fromEntries(settings.map(name => [name, undefined])),
      HOME: folder,
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_STATE_HOME: join(folder, 'state'),
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_RUNTIME_DIR: join(folder, 'run'),
    },
    remove: () => rmSync(folder, {recursive: true, force: true}),
  };
}
