// A gauge made of characters.

import {type SafeText, text} from '../safe-text.ts';

/** The glyphs that a gauge is drawn with. */
export type BarStyle = 'unicode' | 'ascii';

const glyphs: Readonly<Record<BarStyle, {readonly full: string; readonly empty: string}>> = {
  unicode: {full: '█', empty: '░'},
  ascii: {full: '#', empty: '.'},
};

/** A gauge of `width` cells. Something used shows at least one full cell, something left at least one empty one. */
export function bar(used: number, total: number, width: number, style: BarStyle = 'unicode'): SafeText {
  const {full, empty} = glyphs[style];
  const share = total <= 0 ? 0 : Math.min(1, Math.max(0, used / total));
  let cells = Math.round(share * width);
  if (share > 0 && cells === 0) cells = 1;
  if (share < 1 && cells === width) cells = width - 1;
  return text`${full.repeat(cells)}${empty.repeat(width - cells)}`;
}
