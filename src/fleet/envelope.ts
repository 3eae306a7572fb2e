// How a script travels to hosts: in one line of base64, which holds no character that the SSM agent's text substitution or
// any shell acts on. Pure, so that hostile values can be tried against it.

import {UserError} from '../domain/errors.ts';
import type {ParameterValues} from '../domain/fleet/finding.ts';

/** Systems Manager takes no longer parameters, bytes. */
const longestLine = 64_000;

/** Which script of a playbook travels. */
export type ScriptName = 'check' | 'apply';

const playbookName = /^[a-z][a-z0-9-]{0,40}$/;

// A value ends up between single quotes: a quote would end it, a line break would end the line, and what cannot be seen has no business there.
const unsuitable = /['\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** `ECSDECK_ZONE` for `zone`. Throws UserError for what is no name. */
function variableName(parameter: string): string {
  if (!playbookName.test(parameter)) throw refused(`"${parameter}" cannot be the name of a parameter`);
  return `ECSDECK_${parameter.toUpperCase().replaceAll('-', '_')}`;
}

function refused(what: string): UserError {
  return new UserError(`${what}: nothing was sent`, 'Correct the value, or report it if you did not type it.');
}

/** The script with its head: the line that tells which it is, and its parameters as shell variables. Throws UserError for a value that could become shell. */
export function scriptText(playbookId: string, name: ScriptName, body: string, values: ParameterValues): string {
  if (!playbookName.test(playbookId)) throw refused(`"${playbookId}" cannot be the name of a playbook`);
  const variables = Object.entries(values).map(([parameter, value]) => {
    if (unsuitable.test(value)) throw refused(`the value of ${parameter} holds a quote, a line break or a control character`);
    return `${variableName(parameter)}='${value}'\n`;
  });
  return `#!/bin/sh\n# ecsdeck playbook=${playbookId} script=${name}\n${variables.join('')}${body}`;
}

/** The one line of `commands` that carries a script. Throws UserError when it is too long, or a value could become shell. */
export function envelope(playbookId: string, name: ScriptName, body: string, values: ParameterValues): string {
  const line = `sh -c "$(echo ${Buffer.from(scriptText(playbookId, name, body, values)).toString('base64')} | base64 -d)"`;
  if (line.length >= longestLine) throw refused(`the script has ${line.length} bytes packed, and Systems Manager takes ${longestLine}`);
  return line;
}
