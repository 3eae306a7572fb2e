// What a dialog says, however its lines are broken.

import type {Story} from '../harness/launch.ts';

/** The lines of the dialog in front as one, without its frame. */
export function dialogWords(app: Story): string {
  const inside = app.lines().flatMap(line => /│ (.*) │/.exec(line)?.[1] ?? []);
  return inside.map(line => line.trim()).join(' ');
}
