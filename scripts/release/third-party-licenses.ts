// The text that has to go with every copy of the program: the licences of all that is in it.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../bundle.ts';
import {type BundledPackage, key} from './packages.ts';

const line = '-'.repeat(80);

/** The licences of the packages, each text once, with the packages that it is of. */
export function thirdPartyLicenses(packages: readonly BundledPackage[]): string {
  const byText = new Map<string, string[]>();
  for (const found of packages) {
    const text = textOf(found, packages);
    byText.set(text, [...(byText.get(text) ?? []), `${key(found)} (${found.license})`]);
  }
  const sections = [...byText].map(([text, names]) => `${line}\n${[...new Set(names)].join('\n')}\n${line}\n\n${text}\n`);
  return `ecsdeck contains the packages below, under the licences below.\n\n${sections.join('\n')}`;
}

/** Some packages name a licence and bring no text: the text is then that of another package, or of this project, with the author's name. */
function textOf({name, license, author, licenseTexts}: BundledPackage, packages: readonly BundledPackage[]): string {
  if (licenseTexts.length > 0) return licenseTexts.join('\n\n');
  const note = `(${name} brings no licence file; its package.json says ${license}${author && `, by ${author}`}.)`;
  if (license === 'MIT') return `${note}\n\n${permissionOfMit()}`;
  const same = packages.find(other => other.license === license && other.licenseTexts.length > 0)?.licenseTexts[0];
  if (same === undefined) throw new Error(`${name} is under ${license} and no text of that licence is at hand: add one`);
  return same;
}

/** The project's own licence is MIT: its text without the copyright line. */
function permissionOfMit(): string {
  const text = readFileSync(join(root, 'LICENSE'), 'utf8');
  return text.slice(text.indexOf('Permission is hereby granted')).trim();
}
