// The one line by which a script travels.

/** The text of a script with its head and parameters. */
export function travellingText(
  playbookId: string,
  name: 'check' | 'apply',
  body: string,
  values: Readonly<Record<string, string>>,
): string {
  const variables = Object.entries(values).map(([parameter, value]) => `ECSDECK_${parameter.toUpperCase()}='${value}'\n`);
  return `#!/bin/sh\n# ecsdeck playbook=${playbookId} script=${name}\n${variables.join('')}${body}`;
}

export function commandLine(playbookId: string, name: 'check' | 'apply', body: string, values: Readonly<Record<string, string>>): string {
  return `sh -c "$(echo ${Buffer.from(travellingText(playbookId, name, body, values)).toString('base64')} | base64 -d)"`;
}
