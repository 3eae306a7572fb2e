// Writes the documents that follow from the declarations: `npm run docs`. With `--check` it writes nothing and fails when one is stale.

import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {commands} from '../commands/registry.ts';
import {keyBindings} from '../src/domain/keys.ts';
import {playbooks} from '../src/fleet/playbooks/registry.ts';
import {usage} from '../src/headless/arguments.ts';
import {resources} from '../src/resources/registry.ts';
import {changePolicy, codeBlock, commandsDocument, generalKeys, keysDocument, readPolicy, tableKeys, withGenerated} from './documents.ts';

const root = join(import.meta.dirname, '..');

function read(path: string): string {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

const documents: Readonly<Record<string, string>> = {
  'docs/keys.md': keysDocument(keyBindings, resources, commands),
  'docs/commands.md': commandsDocument(resources, commands, playbooks),
  'docs/iam-read.json': readPolicy(resources, playbooks),
  'docs/iam-change.json': changePolicy(commands, playbooks),
  'README.md': withGenerated(read('README.md'), {
    keys: `${generalKeys(keyBindings)}\n\n${tableKeys(resources, commands, keyBindings)}`,
    usage: codeBlock('text', usage()),
    'iam-read': codeBlock('json', readPolicy(resources, playbooks)),
    'iam-change': codeBlock('json', changePolicy(commands, playbooks)),
  }),
};

const stale = Object.entries(documents).filter(([path, wanted]) => read(path) !== wanted);

if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    process.stderr.write(`${stale.map(([path]) => path).join(', ')} no longer say what the declarations say: run "npm run docs".\n`);
    process.exitCode = 1;
  }
} else {
  for (const [path, wanted] of stale) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), wanted);
    process.stdout.write(`${path} written\n`);
  }
}
