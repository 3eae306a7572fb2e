// Which licences are allowed, in the program and in the tools that build it.

/** Of what is in the program: they ask for no more than their own text beside it. */
export const allowedInProgram: ReadonlySet<string> = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0']);

/** Of what only builds and tests it, and is not handed on. */
export const allowedInTools: ReadonlySet<string> = new Set([...allowedInProgram, 'MPL-2.0', 'CC0-1.0']);

/** True when the licence of a package.json allows it: an SPDX id, or ids joined by OR of which one is enough. */
export function isAllowed(license: string | undefined, allowed: ReadonlySet<string>): boolean {
  if (license === undefined) return false;
  const alternatives = license.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return alternatives.some(id => allowed.has(id));
}
