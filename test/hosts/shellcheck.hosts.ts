// shellcheck on the very text that travels: head, parameters and all pieces of a script together.

import {execFileSync} from 'node:child_process';
import {inject, test} from 'vitest';
import {scriptText} from '../../src/fleet/envelope.ts';
import {playbooks} from '../../src/fleet/playbooks/registry.ts';

const scripts = playbooks.flatMap(playbook =>
  (['check', 'apply'] as const).flatMap(stage => {
    const body = playbook[stage]?.body;
    const values = Object.fromEntries(playbook.parameters.map(({name, example}) => [name, example]));
    return body === undefined ? [] : [{name: `${playbook.id} ${stage}`, text: scriptText(playbook.id, stage, body, values)}];
  }),
);

test.skipIf(inject('roots') === undefined).each(scripts)('$name', ({text}) => {
  execFileSync('shellcheck', ['--shell=sh', '--severity=style', '-'], {input: text, encoding: 'utf8'});
});
