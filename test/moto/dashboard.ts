// The built program, pointed at moto as it would be at AWS: by the environment alone.

import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type PrivateHome, privateHome} from '../pty/private-home.ts';
import {type PtySession, program, startInPty} from '../pty/pty-session.ts';

function awsEnvironment(home: PrivateHome, endpoint: string): Record<string, string | undefined> {
  return {
    ...home.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_REGION: 'ap-southeast-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** A dashboard on moto. */
export interface MotoDashboard extends PtySession {
  /** The audit log's lines. */
  audit(): readonly string[];
  end(): Promise<void>;
}

/** Opens the dashboard in a pseudo-terminal. */
export function openDashboard(endpoint: string, args: readonly string[]): MotoDashboard {
  const home = privateHome();
  const session = startInPty(args, {columns: 160, rows: 45, env: awsEnvironment(home, endpoint)});
  return {
    ...session,
    audit: () => readFileSync(join(home.folder, 'state/ecsdeck/audit.jsonl'), 'utf8').trim().split('\n'),
    async end() {
      await session.close();
      home.remove();
    },
  };
}

/** How a headless call ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program without a terminal. */
export function runHeadless(endpoint: string, args: readonly string[]): Promise<Ended> {
  const home = privateHome();
  const env = {...process.env, ...awsEnvironment(home, endpoint)};
  return new Promise(resolve => {
    execFile(process.execPath, [program, ...args], {env, timeout: 60_000}, (error, stdout, stderr) => {
      home.remove();
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({code, stdout, stderr});
    });
  });
}
