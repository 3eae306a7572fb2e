// Takes secrets out of text before it is kept. What masks too much costs a detail; what masks too little costs a key.

const mask = '****';

const patterns: readonly {readonly pattern: RegExp; readonly replacement: string}[] = [
  // AWS access key ids; the last four stay, so that a key can be told from another.
  {pattern: /\b(A(?:KIA|SIA|IDA|ROA))[A-Z0-9]{8,}([A-Z0-9]{4})\b/g, replacement: `$1${mask}$2`},
  // JSON web tokens.
  {pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, replacement: mask},
  {pattern: /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, replacement: `$1 ${mask}`},
  // user:password@host in an address.
  {pattern: /(\/\/[^\s/:@]+:)[^\s/@]+@/g, replacement: `$1${mask}@`},
  // name=value and "name": "value", where the name speaks of a secret.
  {
    pattern:
      /((?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|api[_-]?key|access[_-]?key|private[_-]?key|signature)[\w-]*["']?\s*[=:]\s*["']?)[^\s"',;&}]+/gi,
    replacement: `$1${mask}`,
  },
];

/** The text with everything that looks like a secret replaced by `****`. */
export function maskSecretText(raw: string): string {
  return patterns.reduce((masked, {pattern, replacement}) => masked.replace(pattern, replacement), raw);
}
