// Writes src/fleet/playbooks/pieces.ts from the shell files beside it. They are kept as shell, so that editors and shellcheck
// read them as what they are; the program takes them as a module, because neither Node nor the bundler imports text alike.
// With `--check` it writes nothing and fails when the module is stale.

import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const folder = join(import.meta.dirname, '../src/fleet/playbooks');
const target = join(folder, 'pieces.ts');

function piece(file: string): string {
  const lines = readFileSync(join(folder, 'scripts', file), 'utf8')
    .trimEnd()
    .split('\n');
  return `  ${JSON.stringify(file.replace(/\.sh$/, ''))}: [\n${lines.map(line => `    ${JSON.stringify(line)},\n`).join('')}  ].join('\\n'),\n`;
}

function moduleText(): string {
  const files = readdirSync(join(folder, 'scripts'))
    .filter(file => file.endsWith('.sh'))
    .sort();
  return `// Generated from scripts/*.sh by \`npm run docs\`: change those.

/** The texts of which the scripts for hosts are put together, by the name of the file. */
export const pieces = {
${files.map(piece).join('')}} as const;
`;
}

const wanted = moduleText();
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== wanted) {
    process.stderr.write('src/fleet/playbooks/pieces.ts no longer says what the shell files say: run "npm run docs".\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, wanted);
}
