// How fast text is made safe: what a program writes all day, and what an attacker writes.

import {performance} from 'node:perf_hooks';
import {safeText} from '../../src/domain/safe-text.ts';
import type {Bench, Figure} from './bench.ts';

/** MB/s (10⁶ bytes) that it shall reach at least. */
const least = 5;

const texts: Readonly<Record<string, string>> = {
  'plain log lines': '2026-11-20 12:00:00.123  INFO 1 --- [nio-8080-exec-7] c.e.erp.OrderService : order 4711 stored in 12 ms ',
  'Chinese log lines': '2026-11-20 12:00:00.123  INFO 订单服务 : 订单 4711 已保存，用时 12 毫秒 ',
  'coloured log lines': '\u001b[32m2026-11-20 12:00:00\u001b[0m \u001b[1;34mINFO\u001b[0m order 4711 stored\u001b[0m\t12 ms ',
  'hostile text': '\u001b]52;c;ZXZpbA==\u0007\u009b2J\r\u202e\u0301\u{e0041}\ud83d\u0000服',
};

/** Megabytes a second of this text, in lines of some kilobytes. */
function speedOf(piece: string, milliseconds: number): number {
  const line = piece.repeat(Math.ceil(4_000 / piece.length));
  const bytes = Buffer.byteLength(line);
  let length = 0;
  for (let warmUp = 0; warmUp < 200; warmUp += 1) length += safeText(line).length;
  let lines = 0;
  const begin = performance.now();
  while (performance.now() - begin < milliseconds) {
    for (let turn = 0; turn < 10; turn += 1) length += safeText(line).length;
    lines += 10;
  }
  const seconds = (performance.now() - begin) / 1_000;
  if (length === 0) throw new Error('nothing was made safe');
  return (lines * bytes) / 1e6 / seconds;
}

/** Speed of the state machine. */
export const safeTextSpeed: Bench = {
  name: 'safe-text',
  async run({isQuick}): Promise<readonly Figure[]> {
    return Object.entries(texts).map(([name, piece]) => ({name, value: speedOf(piece, isQuick ? 200 : 1_000), unit: 'MB/s', least}));
  },
};
