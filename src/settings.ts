// What this run goes by: the configuration file, and whether the demo region or AWS is meant.

import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Config} from './config/config.ts';
import {loadConfig} from './config/load-config.ts';
import {chooseSource, type SourceChoice} from './config/source.ts';

/** What this run goes by. */
export interface Settings {
  readonly config: Config;
  readonly source: 'demo' | 'aws';
}

/** Reads them. Rejects with UsageError when the configuration is broken. */
export async function readSettings(request: SourceChoice['request'] & {readonly options: {readonly config?: string}}): Promise<Settings> {
  const {env} = process;
  const {config: path} = request.options;
  const config = await loadConfig({env, ...(path !== undefined && {path})});
  return {config, source: chooseSource({request, env, hasAwsFiles: hasAwsFiles()})};
}

function hasAwsFiles(): boolean {
  return ['config', 'credentials'].some(name => existsSync(join(homedir(), '.aws', name)));
}
