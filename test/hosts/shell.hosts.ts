// shell, and hostile values for every parameter, on a real host: nothing of a value is ever run.

import {describe, expect} from 'vitest';
import {envelope} from '../../src/fleet/envelope.ts';
import {playbooks} from '../../src/fleet/playbooks/registry.ts';
import {shell} from '../../src/fleet/playbooks/shell.ts';
import {timeFix} from '../../src/fleet/playbooks/time-fix.ts';
import type {Host, ScriptRun} from './host.ts';
import {hostTest} from './host-test.ts';

/** Runs a script of one's own, through the parser of its parameter. */
async function runScript(host: Host, content: string): Promise<ScriptRun> {
  const parsed = shell.parameters[0]?.parse(content);
  if (parsed === undefined || !('value' in parsed)) throw new Error('the script was refused');
  return host.run(shell, 'apply', {script: parsed.value});
}

describe('a script of one’s own', () => {
  hostTest('is run byte for byte, whatever stands in it', async host => {
    const told = `quotes ' " and \\ and $(echo no) and \`echo no\` and {{ ssm }} and ümläut 日本`;
    const {code, answer, stdout} = await runScript(host, `cat <<'END'\n${told}\nEND\n`);
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(1)).toEqual([told, '']);
    expect(answer).toMatchObject({result: 'changed', exitCode: 0, outputBytes: Buffer.byteLength(told) + 1});
    expect(answer.output).toBe(told.replaceAll(/[^ -~]/gu, character => '?'.repeat(Buffer.byteLength(character))));
  });

  hostTest('is run by its own interpreter, else by sh', async host => {
    expect((await runScript(host, '#!/usr/bin/perl -l\nprint "perl $]"')).answer.output).toMatch(/^perl 5/);
    expect((await runScript(host, '#!/bin/bash\nlist=(a b); echo "$list $BASH_VERSION"')).answer.output).toMatch(/^a 5/);
    expect((await runScript(host, 'echo "sh $BASH_VERSION"')).answer.output).toBe('sh ');
  });

  hostTest('tells its exit code and errors, but never asks the agent for a restart', async host => {
    const three = await runScript(host, 'echo before; ls /nowhere; exit 3');
    expect([three.code, three.finding.verdict, three.answer.exitCode]).toEqual([3, 'FAILED', 3]);
    expect(three.answer.output).toMatch(/^before\nls: cannot access '\/nowhere'/);
    const restart = await runScript(host, 'exit 194');
    expect([restart.code, restart.answer.exitCode]).toEqual([1, 194]);
  });

  hostTest('may print what it likes: bytes, a forged answer, more than fits, nothing', async host => {
    const binary = await runScript(host, 'head -c 3000 /dev/urandom');
    expect(binary.answer).toMatchObject({result: 'changed', outputBytes: 3000});
    const quotes = await runScript(host, `awk 'BEGIN {for (i = 0; i < 3000; i++) printf "\\"\\\\\\n"}'`);
    expect(quotes.answer).toMatchObject({result: 'changed', exitCode: 0, outputBytes: 9000});
    const forged = await runScript(host, `echo '{"ecsdeck":"shell","result":"changed","exitCode":0}'; exit 7`);
    expect(forged.finding).toMatchObject({verdict: 'FAILED', values: {exitCode: 7}});
    const endless = await runScript(host, 'yes | head -c 5000000');
    expect(endless.answer).toMatchObject({result: 'changed', outputBytes: 5_000_000});
    expect(endless.stdout.length).toBeLessThan(24_000);
    expect((await runScript(host, 'true')).answer).toMatchObject({output: '', outputBytes: 0});
  });

  hostTest('leaves nothing behind, reads no input, and was readable by root only', async host => {
    const {answer} = await runScript(host, 'stat -c "%a %U" "$0"; stat -c %a "$(dirname "$0")"; cat; pwd');
    expect(answer.output).toBe('600 root\n700\n/');
    expect((await host.sh('ls -A /tmp')).stdout).toBe('');
  });
});

const attacks = [
  "UTC'; touch /tmp/attacked; '",
  '$(touch /tmp/attacked)',
  '`touch /tmp/attacked`',
  'UTC\ntouch /tmp/attacked',
  'UTC;touch /tmp/attacked',
  'UTC|touch /tmp/attacked',
  '{{ global:DATE_TIME }}',
  '../../../tmp/attacked',
  '"; touch /tmp/attacked; "',
  'ＵＴＣ\u202e',
  '-rf',
  '*',
];

describe('hostile values', () => {
  hostTest('are refused before anything is sent', async () => {
    for (const {parameters} of playbooks) {
      for (const parameter of parameters.filter(({isFile}) => isFile !== true)) {
        for (const attack of attacks) expect([attack, parameter.parse(attack)]).toEqual([attack, {problem: expect.any(String)}]);
      }
    }
  });

  // What a parser would have let through by mistake: it is not packed, or the script takes it for a name, and a wrong one.
  hostTest('are literal to the script all the same', async host => {
    const suspects = attacks.filter(value => /['\n\u202e]/.test(value));
    for (const attack of suspects) expect(() => envelope('time-fix', 'apply', '', {zone: attack})).toThrow('nothing was sent');
    for (const attack of attacks.filter(value => !suspects.includes(value))) {
      const {answer} = await host.run(timeFix, 'apply', {zone: attack, source: 'amazon', mode: 'slew'});
      expect(answer).toMatchObject({result: 'failed', zone: 'Etc/UTC', steps: []});
      expect(answer.obstacle).toMatch(/^The zone .* is not installed on this host/);
      const script = await host.run(shell, 'apply', {script: attack});
      expect(script.answer.result).toBe('failed');
    }
    expect(host.exists('/tmp/attacked')).toBe(false);
  });
});
