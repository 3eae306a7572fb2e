// Secrets in log lines: what looks like a key or a password is masked where a person asks for it, and in every file.

import {mask} from '../domain/secret.ts';

// What may repeat before the separator is bounded: a long line must not take quadratic time.
const named =
  /((?:passw(?:or)?d|passwd|pwd|secret|token|api[-_]?key|access[-_]?key|credential|authorization)[\w-]{0,40}["']?\s{0,4}[:=]\s{0,4})("(?:[^"\\]|\\.)*"|'[^']*'|(?:Bearer|Basic)\s+\S+|[^\s,;&"'}]+)/gi;
const byForm: readonly (readonly [RegExp, string])[] = [
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, mask],
  [/\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, mask],
  [/\bgh[pousr]_\w{20,}/g, mask],
  [/\b(Bearer|Basic)\s+[\w+/.=-]{8,}/g, `$1 ${mask}`],
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@]{1,200}@/gi, `$1${mask}@`],
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g, mask],
];

/** The message with the values masked; their names stay, so that it can still be read. */
export function maskLine(message: string): string {
  const masked = message.replace(named, (_, name: string, value: string) => {
    const quote = value.startsWith('"') || value.startsWith("'") ? value.charAt(0) : '';
    return `${name}${quote}${mask}${quote}`;
  });
  return byForm.reduce((text, [pattern, by]) => text.replace(pattern, by), masked);
}
