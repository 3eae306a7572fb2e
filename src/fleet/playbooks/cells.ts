// Values of findings as cells of a table.

import type {Finding} from '../../domain/fleet/finding.ts';
import {noText, type SafeText, text} from '../../domain/safe-text.ts';

/** A value as text; none where it is not known. Lists have commas. */
export function cell(finding: Finding, name: string): SafeText {
  const value = finding.values[name];
  if (value === undefined) return noText;
  return text`${typeof value === 'object' ? value.join(', ') : String(value)}`;
}
