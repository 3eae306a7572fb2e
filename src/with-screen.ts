// The dashboard in the real terminal of this process: settings, signals, and the exit.

import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {auditLogIn, openDashboard} from './cli.tsx';
import {loadConfig} from './config/load-config.ts';
import {chooseSource} from './config/source.ts';
import {auditFile} from './config/state-folder.ts';
import {systemClock} from './engine/clock.ts';
import type {Request} from './headless/request.ts';
import type {Skeleton} from './skeleton.ts';

type DashboardRequest = Extract<Request, {readonly type: 'dashboard'}>;

/** Opens the dashboard and resolves with the exit code once the person has left it. Rejects when it cannot begin, or with a fault. */
export async function runDashboard(request: DashboardRequest, skeleton: Skeleton): Promise<number> {
  const {env, stdin, stdout} = process;
  const {options} = request;
  const config = await loadConfig({env, ...(options.config !== undefined && {path: options.config})});
  const source = chooseSource({request, env, hasAwsFiles: hasAwsFiles()});
  const dashboard = await openDashboard({
    stdin,
    stdout,
    clock: systemClock,
    random: Math.random,
    source,
    options,
    config,
    audit: auditLogIn(auditFile()),
    hasColour: !options.isColorless && !env['NO_COLOR'],
    isUnicode: !options.isAscii && speaksUnicode(env),
    maxFps: 120,
    onFirstFrame: skeleton.clear,
  });
  await dashboard.closed;
  return 0;
}

/** True when the locale's character set is UTF-8: LC_ALL rules over LC_CTYPE, and that over LANG. */
function speaksUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return process.platform === 'darwin' || /utf-?8/i.test(locale);
}

function hasAwsFiles(): boolean {
  return ['config', 'credentials'].some(name => existsSync(join(homedir(), '.aws', name)));
}
