// What to make of the registry's answer to `npm audit --json`.

/** The parts of an answer that are read. Without a report the registry has none. */
interface Answer {
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, {readonly severity: string; readonly range?: string}>>;
}

/** What to say, and whether it must not be handed out. */
export interface Verdict {
  readonly text: string;
  readonly isBad: boolean;
}

const bad = new Set(['high', 'critical']);

/** Bad is what is known as high or critical; a registry that does not answer is named, and no failure of the program. */
export function auditVerdict(output: string): Verdict {
  const {vulnerabilities, message = 'no report'}: Answer = JSON.parse(output);
  if (vulnerabilities === undefined)
    return {text: `the registry does not say what is vulnerable (${message}): nothing was checked`, isBad: false};
  const found = Object.entries(vulnerabilities).map(([name, {severity, range = ''}]) => ({
    severity,
    line: `${severity}: ${name} ${range}`.trim(),
  }));
  if (found.length === 0) return {text: 'no package of the program is known to be vulnerable', isBad: false};
  return {text: found.map(({line}) => line).join('\n'), isBad: found.some(({severity}) => bad.has(severity))};
}
