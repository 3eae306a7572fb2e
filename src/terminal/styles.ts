// How cells look, each look as one small number, and the shortest SGR sequence from one look to another.

import {type Colour, type ColourDepth, colourAt, colourParameters, ownColour, paletteColour, rgbColour} from './colour.ts';

/** The number of a look; 0 is plain text. */
export type StyleId = number;

/** The look of text without any attribute. */
export const plain: StyleId = 0;

/** Rows keep a look in 16 bits. */
const mostLooks = 0x10000;

interface Style {
  /** Bits, see `attributes`. */
  readonly flags: number;
  readonly foreground: Colour;
  readonly background: Colour;
}

/** Blink and conceal are missing on purpose: what is shown shall be readable. */
const attributes = [
  {flag: 1, on: 1, off: 22},
  {flag: 2, on: 2, off: 22},
  {flag: 4, on: 3, off: 23},
  {flag: 8, on: 4, off: 24},
  {flag: 16, on: 7, off: 27},
  {flag: 32, on: 9, off: 29},
] as const;

/** Underlined, inverse, struck through: what shows even where there is no character. */
const shownOnBlanks = 8 | 16 | 32;

/** All looks that were met so far, on a terminal of this many colours. */
export class Styles {
  readonly #depth: ColourDepth;
  readonly #styles: Style[] = [{flags: 0, foreground: ownColour, background: ownColour}];
  readonly #ids = new Map<string, StyleId>();
  readonly #after = new Map<string, StyleId>();
  readonly #changes = new Map<number, string>();
  readonly #onBlanks: StyleId[] = [];

  constructor(depth: ColourDepth) {
    this.#depth = depth;
    this.#ids.set(keyOf(this.#of(plain)), plain);
  }

  /** The look after an SGR sequence with these parameters (`1;31`). What it does not know changes nothing. */
  after(id: StyleId, parameters: string): StyleId {
    const key = `${id} ${parameters}`;
    let next = this.#after.get(key);
    if (next === undefined) {
      next = this.#idOf(changed(this.#of(id), parameters.split(';').map(Number)));
      this.#after.set(key, next);
    }
    return next;
  }

  /** The look of a blank cell: without what only characters show. */
  onBlank(id: StyleId): StyleId {
    this.#onBlanks[id] ??= this.#idOf(blankOf(this.#of(id)));
    return this.#onBlanks[id] ?? plain;
  }

  /** True when an erased cell and an erased line would take this look's background on. */
  hasBackground(id: StyleId): boolean {
    const {background, flags} = this.#of(id);
    return background !== ownColour || (flags & shownOnBlanks) !== 0;
  }

  /** The shortest sequence from one look to another; empty when they are the same. */
  change(from: StyleId, to: StyleId): string {
    if (from === to) return '';
    const key = from * 0x10000 + to;
    let sequence = this.#changes.get(key);
    if (sequence === undefined) {
      sequence = sequenceBetween(this.#of(from), this.#of(to));
      this.#changes.set(key, sequence);
    }
    return sequence;
  }

  #of(id: StyleId): Style {
    return this.#styles[id] ?? {flags: 0, foreground: ownColour, background: ownColour};
  }

  #idOf({flags, foreground, background}: Style): StyleId {
    const style = {flags, foreground: colourAt(this.#depth, foreground), background: colourAt(this.#depth, background)};
    const key = keyOf(style);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    if (this.#styles.length >= mostLooks) return plain;
    this.#styles.push(style);
    this.#ids.set(key, this.#styles.length - 1);
    return this.#styles.length - 1;
  }
}

function keyOf({flags, foreground, background}: Style): string {
  return `${flags} ${foreground} ${background}`;
}

function blankOf({flags, foreground, background}: Style): Style {
  const kept = flags & shownOnBlanks;
  return kept === 0 ? {flags: 0, foreground: ownColour, background} : {flags, foreground, background};
}

function changed(before: Style, codes: readonly number[]): Style {
  let {flags, foreground, background} = before;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 0) [flags, foreground, background] = [0, ownColour, ownColour];
    else if (code === 38 || code === 48) {
      const [colour, used] = longColour(codes.slice(at + 1));
      at += used;
      if (colour === undefined) continue;
      if (code === 38) foreground = colour;
      else background = colour;
    } else if (code === 21) flags |= 8;
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) foreground = shortColour(code);
    else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) background = shortColour(code - 10);
    else if (code === 39) foreground = ownColour;
    else if (code === 49) background = ownColour;
    else flags = withAttribute(flags, code);
  }
  return {flags, foreground, background};
}

function withAttribute(flags: number, code: number): number {
  const on = attributes.find(attribute => attribute.on === code);
  if (on) return flags | on.flag;
  return attributes.filter(({off}) => off === code).reduce((left, {flag}) => left & ~flag, flags);
}

function shortColour(code: number): Colour {
  return paletteColour(code >= 90 ? code - 90 + 8 : code - 30);
}

/** The colour after 38 or 48, and how many parameters it took. */
function longColour([form, ...rest]: readonly number[]): readonly [Colour | undefined, number] {
  if (form === 5) return [rest[0] === undefined ? undefined : paletteColour(rest[0]), 2];
  if (form === 2) return [rest[2] === undefined ? undefined : rgbColour(rest[0] ?? 0, rest[1] ?? 0, rest[2]), 4];
  // A form that is not known: how many of the parameters belong to it is not known either.
  return [undefined, rest.length + 1];
}

function sequenceBetween(from: Style, to: Style): string {
  const anew = turnedOn(to);
  if (anew.length === 0) return '\u001b[m';
  const reset = `\u001b[0;${anew.join(';')}m`;
  const step = `\u001b[${steps(from, to).join(';')}m`;
  return step.length < reset.length ? step : reset;
}

/** What makes this look of plain text. */
function turnedOn({flags, foreground, background}: Style): readonly string[] {
  return [
    ...attributes.filter(({flag}) => (flags & flag) !== 0).map(({on}) => String(on)),
    ...(foreground === ownColour ? [] : [colourParameters(foreground, 30)]),
    ...(background === ownColour ? [] : [colourParameters(background, 40)]),
  ];
}

/** What makes one look of the other, attribute by attribute. Bold and dim are turned off together. */
function steps(from: Style, to: Style): readonly string[] {
  const off = new Set(attributes.filter(({flag}) => (from.flags & ~to.flags & flag) !== 0).map(attribute => attribute.off));
  const kept = attributes.reduce((flags, attribute) => (off.has(attribute.off) ? flags & ~attribute.flag : flags), from.flags);
  return [
    ...[...off].map(String),
    ...attributes.filter(({flag}) => (to.flags & ~kept & flag) !== 0).map(({on}) => String(on)),
    ...(from.foreground === to.foreground ? [] : [colourParameters(to.foreground, 30)]),
    ...(from.background === to.background ? [] : [colourParameters(to.background, 40)]),
  ];
}
