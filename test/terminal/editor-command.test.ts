// Which editor is taken, and how its words are read without a shell.

import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {Refused} from '../../src/domain/errors.ts';
import {commandWords, findEditor} from '../../src/terminal/editor-command.ts';

let folder = '';

function program(name: string): void {
  writeFileSync(join(folder, name), '#!/bin/sh\n');
  chmodSync(join(folder, name), 0o755);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'editors-'));
  mkdirSync(join(folder, 'only-vi'));
  for (const name of ['less', 'vi', 'code', 'nano', 'my editor', 'only-vi/vi']) program(name);
});

afterAll(() => rmSync(folder, {recursive: true}));

describe('words', () => {
  test.each<readonly [string, readonly string[]]>([
    ['vim', ['vim']],
    ['  code   -w  ', ['code', '-w']],
    ['emacsclient -nw -a ""', ['emacsclient', '-nw', '-a', '']],
    ['"/opt/My Editor/ed" -w', ['/opt/My Editor/ed', '-w']],
    ["'/opt/My Editor/ed' -w", ['/opt/My Editor/ed', '-w']],
    ['/opt/My\\ Editor/ed', ['/opt/My Editor/ed']],
    ['vim -c "set nu | echo \\"x\\""', ['vim', '-c', 'set nu | echo "x"']],
    ['a\'b\'"c"d', ['abcd']],
    // What a shell would act on is a word like any other.
    ['vi; rm -rf ~', ['vi;', 'rm', '-rf', '~']],
    ['vi $(id) `id` $HOME && x > y', ['vi', '$(id)', '`id`', '$HOME', '&&', 'x', '>', 'y']],
    ['', []],
  ])('%j', (command, words) => expect(commandWords(command)).toEqual(words));

  test.each(['vi "', "vi 'x", 'vi \\', '"a\\"'])('%j is not closed', command => expect(commandWords(command)).toBeUndefined());
});

describe('the editor', () => {
  const found = (env: Readonly<Record<string, string>>) => findEditor({PATH: `/nowhere:${folder}`, ...env});

  test('VISUAL, else EDITOR, else less, else vi', () => {
    expect(found({VISUAL: 'code -w', EDITOR: 'nano'})).toEqual({name: 'code', path: join(folder, 'code'), args: ['-w']});
    expect(found({VISUAL: ' ', EDITOR: 'nano'})).toMatchObject({name: 'nano', args: []});
    expect(found({})).toMatchObject({name: 'less'});
    expect(found({PATH: join(folder, 'only-vi')})).toMatchObject({name: 'vi'});
  });

  test('a path with spaces, in quotes', () => {
    expect(found({EDITOR: `"${folder}/my editor" -w`})).toEqual({name: `${folder}/my editor`, path: `${folder}/my editor`, args: ['-w']});
  });

  test.each<readonly [Readonly<Record<string, string>>, string]>([
    [{EDITOR: 'emacs'}, 'the editor emacs of EDITOR is not on the PATH of this host'],
    [{VISUAL: '/opt/none', EDITOR: 'nano'}, 'the editor /opt/none of VISUAL is no program that can be run'],
    [{EDITOR: '/tmp'}, 'is no program that can be run'],
    [{EDITOR: 'vi "'}, 'EDITOR cannot be read: a quote in it is not closed'],
    [{PATH: '/nowhere'}, 'there is no editor'],
  ])('%j is refused with what to do', (env, words) => {
    expect(() => found(env)).toThrow(Refused);
    expect(() => found(env)).toThrow(words);
  });
});
