// What a playbook's script found or did on one host, understood.

import type {SafeText} from '../safe-text.ts';
import type {Tone} from '../tone.ts';

/** Values of a playbook's parameters by name, as their `parse` answered them. */
export type ParameterValues = Readonly<Record<string, string>>;

/** What a script answered on one host: its one JSON line, understood. */
export interface Finding {
  /** In capitals, for the eye and for `json`: OK, DRIFT, WRONG_ZONE, UNSYNCED, UNSUPPORTED, CHANGED, FAILED, UNREADABLE… */
  readonly verdict: string;
  readonly tone: Tone;
  /** One line. */
  readonly summary: SafeText;
  /** Flat values for columns, reports and comparisons; raw text of the host, safe only through SafeText. */
  readonly values: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}
