// Colours as numbers, and what becomes of them on a terminal that has fewer. Apart, so that no other file knows a palette.

/** How many colours a terminal has. `none` keeps bold, dim, underline and inverse. */
export type ColourDepth = 'none' | '16' | '256' | 'truecolor';

/** 0 is the terminal's own colour, 1–256 the palette's colours 0–255, and from `directColour` on 24 bits of red, green and blue. */
export type Colour = number;

/** The terminal's own foreground or background. */
export const ownColour: Colour = 0;

const directColour = 0x1000000;

/** One of the 256 colours of the palette. */
export function paletteColour(index: number): Colour {
  return (index & 0xff) + 1;
}

/** A colour by its shares of red, green and blue, each 0–255. */
export function rgbColour(red: number, green: number, blue: number): Colour {
  return directColour + ((red & 0xff) << 16) + ((green & 0xff) << 8) + (blue & 0xff);
}

/** The nearest colour that the terminal has. */
export function colourAt(depth: ColourDepth, colour: Colour): Colour {
  if (colour === ownColour || depth === 'none') return ownColour;
  if (depth === 'truecolor') return colour;
  if (depth === '256') return colour < directColour ? colour : paletteColour(nearestOfPalette(colour));
  return colour <= 16 ? colour : paletteColour(nearestOf16(colour));
}

/** The parameters of SGR for a colour; `base` is 30 for the foreground, 40 for the background. */
export function colourParameters(colour: Colour, base: 30 | 40): string {
  if (colour === ownColour) return String(base + 9);
  if (colour >= directColour) return `${base + 8};2;${(colour >> 16) & 0xff};${(colour >> 8) & 0xff};${colour & 0xff}`;
  const index = colour - 1;
  if (index < 8) return String(base + index);
  return index < 16 ? String(base + 60 + index - 8) : `${base + 8};5;${index}`;
}

const cubeLevels = [0, 95, 135, 175, 215, 255] as const;

function nearestOfPalette(colour: Colour): number {
  const [red, green, blue] = shares(colour);
  const level = (share: number) => (share < 48 ? 0 : share < 115 ? 1 : Math.floor((share - 35) / 40));
  const [r, g, b] = [level(red), level(green), level(blue)];
  const grey = Math.max(0, Math.min(23, Math.round(((red + green + blue) / 3 - 8) / 10)));
  const toCube = distance([red, green, blue], [cubeLevels[r] ?? 0, cubeLevels[g] ?? 0, cubeLevels[b] ?? 0]);
  const shade = 8 + grey * 10;
  return distance([red, green, blue], [shade, shade, shade]) < toCube ? 232 + grey : 16 + 36 * r + 6 * g + b;
}

function nearestOf16(colour: Colour): number {
  const [red, green, blue] = shares(colour);
  const brightest = Math.max(red, green, blue);
  if (brightest < 50) return 0;
  const bits = (red * 2 > brightest ? 1 : 0) + (green * 2 > brightest ? 2 : 0) + (blue * 2 > brightest ? 4 : 0);
  if (bits === 7) return brightest > 210 ? 15 : brightest > 130 ? 7 : 8;
  return brightest > 215 ? bits + 8 : bits;
}

function shares(colour: Colour): readonly [number, number, number] {
  if (colour >= directColour) return [(colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff];
  const index = colour - 1;
  if (index >= 232) return [8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10];
  const cube = Math.max(0, index - 16);
  return [cubeLevels[Math.floor(cube / 36)] ?? 0, cubeLevels[Math.floor(cube / 6) % 6] ?? 0, cubeLevels[cube % 6] ?? 0];
}

function distance(one: readonly [number, number, number], other: readonly [number, number, number]): number {
  return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2;
}
