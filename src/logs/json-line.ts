// Lines that are JSON, opened as fields; and the level of any line. Values are raw: the view makes them SafeText.

import type {Tone} from '../domain/tone.ts';

/** What a line's level comes to. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** A line that is one JSON object. */
export interface JsonLine {
  readonly level: LogLevel | undefined;
  /** What it says, where a field holds that. */
  readonly text: string | undefined;
  /** All other fields, in their order; nested ones as JSON. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const mostCharacters = 65_536;
const levelNames = ['level', 'severity', 'log.level', 'loglevel', 'lvl', 'levelname'];
const textNames = ['message', 'msg', 'log', 'event', 'text'];

/** Opens a line; undefined when it is no JSON object, or too long to be opened between two keys. */
export function openJsonLine(message: string): JsonLine | undefined {
  const start = message.search(/\S/);
  if (message[start] !== '{' || message.length > mostCharacters) return undefined;
  const content = parse(message);
  if (content === undefined) return undefined;
  const entries = Object.entries(content);
  const level = entries.find(([name]) => levelNames.includes(name.toLowerCase()));
  const said = textNames.flatMap(wanted =>
    entries.filter(([name, value]) => name.toLowerCase() === wanted && typeof value === 'string'),
  )[0];
  return {
    level: level === undefined ? undefined : levelNamed(level[1]),
    text: said === undefined ? undefined : String(said[1]),
    fields: entries
      .filter(entry => entry !== level && entry !== said)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  };
}

/** The level of a line, from its JSON or from a word near its beginning; undefined when it tells none. */
export function levelOf(message: string, json: JsonLine | undefined = openJsonLine(message)): LogLevel | undefined {
  if (json !== undefined) return json.level;
  const word = levelWord.exec(message.slice(0, 200));
  return word === null ? undefined : levelNamed(word[1] ?? word[2] ?? word[3]);
}

/** What a level means to the person on call. */
export function toneOfLevel(level: LogLevel): Tone {
  switch (level) {
    case 'fatal':
    case 'error':
      return 'bad';
    case 'warn':
      return 'warn';
    case 'info':
      return 'plain';
    case 'debug':
    case 'trace':
      return 'quiet';
  }
}

// In capitals anywhere near the beginning; in small letters only where it is marked as a level: `[error]`, `level=warn`.
const levelWord =
  /\b(FATAL|CRITICAL|PANIC|SEVERE|ERROR|WARN(?:ING)?|INFO|NOTICE|DEBUG|TRACE)\b|\[(?:[a-z0-9_]+:)?(emerg|alert|crit|error|warn|warning|notice|info|debug|trace)\]|\b(?:level|lvl|severity)=["']?(\w+)/;

const byWord: Readonly<Record<string, LogLevel>> = {
  emerg: 'fatal',
  alert: 'fatal',
  crit: 'fatal',
  critical: 'fatal',
  fatal: 'fatal',
  panic: 'fatal',
  severe: 'error',
  error: 'error',
  err: 'error',
  warn: 'warn',
  warning: 'warn',
  info: 'info',
  notice: 'info',
  debug: 'debug',
  trace: 'trace',
};

/** By name, or by the numbers of bunyan and pino (10 trace … 60 fatal). */
function levelNamed(value: unknown): LogLevel | undefined {
  if (typeof value === 'number') {
    if (value >= 60) return 'fatal';
    if (value >= 50) return 'error';
    if (value >= 40) return 'warn';
    if (value >= 30) return 'info';
    return value >= 20 ? 'debug' : 'trace';
  }
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  return Object.hasOwn(byWord, word) ? byWord[word] : undefined;
}

function parse(message: string): object | undefined {
  try {
    const content: unknown = JSON.parse(message);
    return typeof content === 'object' && content !== null && !Array.isArray(content) ? content : undefined;
  } catch {
    return undefined; // A line may well begin with a brace and be no JSON.
  }
}
