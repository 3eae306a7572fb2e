// shell: a script of the person's own, for what no playbook does. Off unless the configuration says otherwise.

import type {Finding, ParameterValues} from '../../domain/fleet/finding.ts';
import {bytes} from '../../domain/format/quantity.ts';
import {type SafeText, safeLines, text} from '../../domain/safe-text.ts';
import type {Playbook} from '../playbook.ts';
import {type AnswerFields, known, readAnswer} from './answer-reader.ts';
import {cell} from './cells.ts';
import {parseScript, scriptText} from './parameters.ts';
import {hostScript} from './script.ts';

function understand(fields: AnswerFields): Finding {
  const output = fields.text('output') ?? '';
  const outputBytes = fields.number('outputBytes') ?? 0;
  const values = known({exitCode: fields.number('exitCode'), output, outputBytes});
  const first = output.split('\n').find(line => line.trim() !== '');
  const summary = first === undefined ? text`ended with 0, and printed nothing` : text`ended with 0: ${first} (${bytes(outputBytes)})`;
  return {verdict: 'DONE', tone: 'ok', summary, values};
}

/** The whole script, line by line: who confirms it has seen it. */
function plan(_finding: Finding | undefined, {script}: ParameterValues): readonly SafeText[] {
  return safeLines(scriptText(script ?? '')).map((line, index) => text`${String(index + 1).padStart(3)}  ${line}`);
}

/** Runs as root on every host. */
export const shell: Playbook = {
  id: 'shell',
  title: 'Run a script',
  summary: 'Runs a script from a file as root on each host; it is shown in full before, and its exit code decides.',
  effect: 'destroy',
  parameters: [{name: 'script', label: text`File with the script`, initial: '', example: './collect.sh', isFile: true, parse: parseScript}],
  platforms: ['any Linux'],
  apply: hostScript('shell', ['shell'], 3600),
  read: output => readAnswer('shell', output, understand),
  plan,
  isAsWanted: ({verdict}) => verdict === 'DONE',
  columns: [
    {title: 'EXIT', width: 4, text: finding => cell(finding, 'exitCode')},
    {title: 'OUTPUT', width: 40, text: finding => cell(finding, 'output')},
  ],
  isOffByDefault: true,
};
