// Runs the bundle before it is packed, so that what V8 compiles at a start is packed with it. In a pseudo-terminal, because
// the dashboard opens in nothing less.

import {privateHome} from '../../test/pty/private-home.ts';
import {startCommandInPty} from '../../test/pty/pty-session.ts';

/** Runs `rehearsal.cjs` of this folder by the command, which begins with a Node of the wanted architecture. */
export async function rehearse(command: readonly [string, ...string[]], folder: string): Promise<void> {
  const home = privateHome();
  const [program, ...args] = [...command, `${folder}/rehearsal.cjs`];
  const run = (more: readonly string[]) => startCommandInPty(program ?? '', [...args, ...more], {columns: 160, rows: 45, env: home.env});
  try {
    const deck = run(['--demo']);
    await deck.until('clusters', screen => screen.includes('consul-demo'), 120_000);
    deck.type('\r');
    await deck.until('services', screen => /services \d/.test(screen), 120_000);
    deck.type('q');
    const table = run(['get', 'services', '--cluster', 'erp', '--demo']);
    for (const {exitCode} of await Promise.all([deck.exit, table.exit])) {
      if (exitCode !== 0) throw new Error(`a rehearsal ended with exit code ${exitCode}:\n${table.text()}`);
    }
  } finally {
    home.remove();
  }
}
