// A playbook for tests of the supervisor: its hosts answer one word, `bad` (there is something to do), `good`, or `odd`.

import type {Finding} from '../../src/domain/fleet/finding.ts';
import {safeText, text} from '../../src/domain/safe-text.ts';
import type {Playbook} from '../../src/fleet/playbook.ts';

const findings: Readonly<Record<string, Finding>> = {
  bad: {verdict: 'BAD', tone: 'warn', summary: text`bad`, values: {state: 'bad'}},
  good: {verdict: 'GOOD', tone: 'ok', summary: text`good`, values: {state: 'good'}},
  odd: {verdict: 'UNSUPPORTED', tone: 'quiet', summary: text`odd`, values: {}},
};

function read(output: string): Finding {
  const known = findings[output];
  if (known !== undefined) return known;
  const [word = '', boot] = output.split(' ');
  const found = findings[word];
  if (found === undefined || boot === undefined) return {verdict: 'UNREADABLE', tone: 'bad', summary: safeText(output), values: {}};
  return {...found, values: {...found.values, bootId: boot}};
}

/** Makes hosts good. */
export const probe: Playbook = {
  id: 'probe',
  title: 'Probe',
  summary: 'Makes hosts good.',
  effect: 'change',
  parameters: [],
  platforms: [],
  check: {body: 'echo bad', executionSeconds: 30},
  apply: {body: 'echo good', executionSeconds: 60},
  read,
  plan: finding => (finding?.values.state === 'good' ? [] : [text`make it good`]),
  cannot: finding => (finding.verdict === 'UNSUPPORTED' ? text`its system is odd` : undefined),
  isAsWanted: finding => finding.values.state === 'good',
  columns: [],
};
