// What may be typed for a playbook. Each parser has an alphabet of its own, and refuses everything else in a sentence: nothing that
// a shell, the agent's substitution or a configuration file could act on gets any further.

import {type SafeText, text} from '../../domain/safe-text.ts';
import type {Parameter} from '../playbook.ts';

type Parsed = ReturnType<Parameter['parse']>;

const longestZone = 64;
const mostServers = 8;
const longestSource = 240;
const longestScript = 30_000;

/** A name of the time-zone database. Whether a host has it, the host says. */
export function parseZone(typed: string): Parsed {
  if (typed === '') return {problem: text`Give a time zone, such as Asia/Shanghai or UTC.`};
  if (typed.length > longestZone) return {problem: text`The name of a time zone has at most ${longestZone} characters.`};
  if (!/^[A-Za-z0-9_+/-]+$/.test(typed)) return {problem: text`A time zone has letters, digits and _ + - / only, such as Asia/Shanghai.`};
  if (/^[/-]|\/$|\/\//.test(typed)) return {problem: text`A time zone is a name, such as Asia/Shanghai, and no path.`};
  return {value: typed};
}

/** A zone, or nothing when none is asked for. */
export function parseZoneOrNone(typed: string): Parsed {
  return typed === '' ? {value: ''} : parseZone(typed);
}

/** `amazon`, `ptp`, or the site's own servers as names or addresses with commas between them. */
export function parseSource(typed: string): Parsed {
  const names = typed.toLowerCase().split(/ *, */);
  if (typed === '') return {problem: text`Give amazon, ptp, or the names of time servers with commas between them.`};
  if (names.length > mostServers || typed.length > longestSource) {
    return {problem: text`At most ${mostServers} time servers, in at most ${longestSource} characters.`};
  }
  const refused = names.find(name => !isServer(name));
  if (refused !== undefined)
    return {problem: text`"${refused.slice(0, longestSource)}" is neither amazon, ptp, nor the name or address of a time server.`};
  if (names.length > 1 && names.some(name => name === 'amazon' || name === 'ptp')) {
    return {problem: text`amazon and ptp stand alone, without other servers.`};
  }
  return {value: names.join(',')};
}

function isServer(name: string): boolean {
  const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
  const isName = name.split('.').every(part => label.test(part));
  return isName || (/^[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}$/.test(name) && !name.includes(':::'));
}

/** The parser of a parameter that takes one of a few words. */
export function oneOf(...words: readonly string[]): (typed: string) => Parsed {
  return typed =>
    words.includes(typed) ? {value: typed} : {problem: text`Give ${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}.`};
}

/** The text of a script, which travels in base64. */
export function parseScript(content: string): Parsed {
  const problem = scriptProblem(content);
  return problem === undefined ? {value: Buffer.from(content).toString('base64')} : {problem};
}

function scriptProblem(content: string): SafeText | undefined {
  if (content.trim() === '') return text`The file is empty.`;
  if (Buffer.byteLength(content) > longestScript) return text`A script of at most ${longestScript} bytes can be sent.`;
  if (content.includes('\0') || content.includes('\ufffd')) return text`The file is no text in UTF-8.`;
  if (content.includes('\r\n')) return text`The file has line ends of Windows (CRLF): no shell takes those.`;
  return undefined;
}

/** The text of a script as `parseScript` packed it. */
export function scriptText(value: string): string {
  return Buffer.from(value, 'base64').toString();
}
