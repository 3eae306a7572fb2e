// Scripts that are nobody's playbook: the demo runs no shell, and says so instead of inventing an outcome.

import type {ShellAnswer} from '../../../domain/fleet/answers.ts';
import type {Host} from '../host.ts';
import {answered, head, type PlayScript, type ScriptRun, takes} from './script.ts';

/** The playbook `shell`. */
export const shell: PlayScript = call => ({
  seconds: takes(call, 0.5, 4),
  end() {
    const script = Buffer.from(call.variables.script ?? '', 'base64').toString();
    const output = said(call.host, script.trimEnd().split('\n').length);
    const answer = answered<ShellAnswer>({
      ...head(call, 'changed'),
      exitCode: 0,
      output: output.slice(0, 1500),
      outputBytes: output.length,
    });
    return {...answer, stdout: answer.stdout + output};
  },
});

/** Commands that did not come as a playbook. */
export function plainCommands(host: Host, commands: readonly string[]): ScriptRun {
  return {seconds: 0.5 + host.random.next() * 2, end: () => ({stdout: said(host, commands.length), stderr: '', exitCode: 0})};
}

function said(host: Host, lines: number): string {
  const {instance, system} = host;
  return [
    'This is a simulated host of the demo region: it runs no shell, so nothing was done.',
    `It was given ${lines} ${lines === 1 ? 'line' : 'lines'}.`,
    `host ip-${instance.privateIpAddress.replaceAll('.', '-')}, ${system.prettyName}, kernel ${system.kernel}, zone ${host.zone}`,
    '',
  ].join('\n');
}
