// The script in a command, as ecsdeck packs it: the demo region runs no shell, so that it has to know what the script is for.

/** A script of a playbook, with the variables that it was given. */
export interface PackedScript {
  readonly playbook: string;
  readonly script: 'check' | 'apply';
  /** `ECSDECK_ZONE` is `zone`. */
  readonly variables: Readonly<Record<string, string>>;
}

const packed = /^sh -c "\$\(echo ([A-Za-z0-9+/]+=*) \| base64 -d\)"$/;
const heading = /^# ecsdeck playbook=([a-z][a-z0-9-]*) script=(check|apply)$/;
const assignment = /^ECSDECK_([A-Z0-9_]+)='([^']*)'$/;

/** Opens the document's `commands`; undefined for a script that is no playbook's. */
export function openScript(commands: readonly string[]): PackedScript | undefined {
  const [line = ''] = commands;
  const base64 = commands.length === 1 ? packed.exec(line)?.[1] : undefined;
  if (base64 === undefined) return undefined;
  const [, head = '', ...rest] = Buffer.from(base64, 'base64').toString().split('\n');
  const [, playbook, script] = heading.exec(head) ?? [];
  if (playbook === undefined || (script !== 'check' && script !== 'apply')) return undefined;
  const variables: Record<string, string> = {};
  for (const text of rest) {
    const [, name, value] = assignment.exec(text) ?? [];
    if (name === undefined || value === undefined) break;
    variables[name.toLowerCase().replaceAll('_', '-')] = value;
  }
  return {playbook, script, variables};
}
