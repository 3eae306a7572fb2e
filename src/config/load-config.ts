// Finds and reads the configuration file. What reads TOML is loaded only when there is a file.

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import envPaths from 'env-paths';
import {UsageError} from '../domain/errors.ts';
import {type Config, noConfig} from './config.ts';

/** Where to look. */
export interface ConfigSearch {
  /** From --config. */
  readonly path?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The file that is read when none is named: `~/.config/ecsdeck/config.toml`, or below XDG_CONFIG_HOME. */
export function usualConfigFile(): string {
  return join(envPaths('ecsdeck', {suffix: ''}).config, 'config.toml');
}

/** Rejects with UsageError when a file that was named is not there, or what it holds is not understood. */
export async function loadConfig({path, env}: ConfigSearch): Promise<Config> {
  const named = path ?? (env.ECSDECK_CONFIG || undefined);
  const file = named ?? usualConfigFile();
  const content = await contentOf(file, named !== undefined);
  if (content === undefined) return noConfig;
  const {parseConfig} = await import('./parse-config.ts');
  return parseConfig(file, content);
}

async function contentOf(file: string, mustExist: boolean): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const isAbsent = code === 'ENOENT' || code === 'ENOTDIR';
    if (isAbsent && !mustExist) return undefined;
    const reason = isAbsent ? 'is not there' : `cannot be read (${error instanceof Error ? error.message : String(error)})`;
    throw new UsageError(
      `the configuration file ${file} ${reason}`,
      'Correct --config or ECSDECK_CONFIG, or the permissions of the file.',
      {
        cause: error,
      },
    );
  }
}
