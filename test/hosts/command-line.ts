// The one line by which a script travels.
export function commandLine(playbookId: string, name: 'check' | 'apply', body: string, values: Readonly<Record<string, string>>): string {
  const variables = Object.entries(values).map(([parameter, value]) => `ECSDECK_${parameter.toUpperCase()}='${value}'\n`);
  const script = `#!/bin/sh\n# ecsdeck playbook=${playbookId} script=${name}\n${variables.join('')}${body}`;
  return `sh -c "$(echo ${Buffer.from(script).toString('base64')} | base64 -d)"`;
}
