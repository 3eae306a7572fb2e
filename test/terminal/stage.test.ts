// The stage on a terminal that stops reading, changes its size, or is given away in between.

import {describe, expect, test} from 'vitest';
import {stageRig} from './stage-rig.ts';

const size = {columns: 30, rows: 8};
const frame = (word: string) => Array.from({length: 8}, (_, row) => `\u001b[3${row % 7}m${word}\u001b[0m line ${row}`);

describe('frames', () => {
  test('the first is drawn whole, the same again costs nothing, and one cell costs little', async () => {
    const rig = await stageRig(size);
    rig.draw(frame('one'));
    expect(await rig.shown()).toEqual(await rig.wanted(frame('one'), size));
    rig.sent();
    rig.draw(frame('one'));
    expect(rig.sent()).toBe('');
    const changed = frame('one').map((line, row) => (row === 4 ? line.replace('line 4', 'line 5') : line));
    rig.draw(changed);
    expect(await rig.shown()).toEqual(await rig.wanted(changed, size));
    expect(rig.sent()).toBe('\u001b[3A\b5');
  });

  test('lines that moved are moved by the terminal', async () => {
    const rig = await stageRig(size);
    const lines = Array.from({length: 9}, (_, row) => `${row} is ${'abcdefghi'.charAt(row).repeat(9)}`);
    rig.draw(lines.slice(0, 8));
    await rig.shown();
    rig.sent();
    rig.draw(lines.slice(1));
    expect(await rig.shown()).toEqual(await rig.wanted(lines.slice(1), size));
    expect(rig.sent()).toBe('\u001b[1;8r\u001b[M\u001b[r\u001b[8H8 is iiiiiiiii');
  });

  test('a large one appears as a whole, a small one is not worth it', async () => {
    const rig = await stageRig({columns: 100, rows: 8});
    rig.draw(frame('many words that make it large'));
    expect(rig.sent()).toMatch(/^\u001b\[\?2026h.*\u001b\[\?2026l$/s);
    rig.sent();
    rig.draw(frame('many words that make it Large'));
    expect(rig.sent()).not.toContain('2026');
  });

  test('a very large one appears line by line from the top, half a kilobyte at a time', async () => {
    const large = {columns: 100, rows: 30};
    const rig = await stageRig(large);
    const lines = Array.from({length: 29}, (_, row) => `${row} ${'abcdefghij'.repeat(6)}`);
    rig.draw(lines);
    const sent = rig.sent();
    const parts = [...sent.matchAll(/\u001b\[\?2026h(.*?)\u001b\[\?2026l/gs)].map(([, part = '']) => part);
    expect(sent).toBe(parts.map(part => `\u001b[?2026h${part}\u001b[?2026l`).join(''));
    expect(parts.length).toBeGreaterThan(3);
    expect(Math.max(...parts.map(({length}) => length))).toBeLessThanOrEqual(480);
    // Each line is whole in one of them.
    expect(lines.filter(line => !parts.some(part => part.includes(line)))).toEqual([]);
    expect(parts.findIndex(part => part.includes('0 abc'))).toBe(0);
  });

  test('where much goes away, all that is below is erased at once', async () => {
    const rig = await stageRig({columns: 40, rows: 12});
    rig.draw(['title', ...Array.from({length: 10}, (_, row) => `${row} what is to go away`), 'keys']);
    await rig.shown();
    rig.sent();
    const left = ['title', '0 what is to go away', ...Array.from({length: 9}, () => ''), 'keys'];
    rig.draw(left);
    expect(rig.sent()).toBe('\u001b[3H\u001b[J\u001b[9Bkeys');
    expect(await rig.shown()).toEqual(await rig.wanted(left, {columns: 40, rows: 12}));
  });

  test('what Ink erases without drawing stays on the screen', async () => {
    const rig = await stageRig(size);
    rig.draw(frame('one'));
    await rig.shown();
    rig.sent();
    rig.stage.output.write('\u001b[2K\u001b[1A\u001b[2K\u001b[G');
    expect(rig.sent()).toBe('');
  });
});

describe('a terminal that does not read', () => {
  test('gets the newest frame when it does, and never more than one waits', async () => {
    const rig = await stageRig(size);
    rig.draw(frame('begin'));
    rig.reads(50);
    for (let turn = 0; turn < 1_000; turn += 1) {
      rig.draw(frame(`turn ${turn}`));
      rig.tick();
    }
    expect(rig.waiting()).toBeLessThan(1_000);
    const half = await rig.shown();
    expect(half).not.toEqual(await rig.wanted(frame('turn 999'), size));
    rig.reads(undefined);
    rig.tick();
    expect(await rig.shown()).toEqual(await rig.wanted(frame('turn 999'), size));
    expect(rig.waiting()).toBe(0);
  });

  test('a frame of megabytes waits in pieces', async () => {
    const large = {columns: 500, rows: 200};
    const rig = await stageRig(large);
    const cell = (at: number, turn: number) => `\u001b[38;2;${at % 256};${turn};${at % 7}mx`;
    const colourful = (turn: number) => Array.from({length: 200}, () => Array.from({length: 500}, (_, at) => cell(at, turn)).join(''));
    rig.reads(0);
    rig.draw(colourful(1));
    rig.draw(colourful(2));
    expect(rig.waiting()).toBeGreaterThan(0);
    expect(rig.waiting()).toBeLessThan(100_000);
    rig.reads(undefined);
    rig.tick();
    expect(await rig.shown()).toEqual(await rig.wanted(colourful(2), large));
  });

  test('`drawn` waits for it', async () => {
    const rig = await stageRig(size);
    rig.reads(10);
    rig.draw(frame('slow'));
    let isDrawn = false;
    const drawn = rig.stage.drawn().then(() => {
      isDrawn = true;
    });
    await Promise.resolve();
    expect(isDrawn).toBe(false);
    rig.reads(undefined);
    rig.tick();
    await drawn;
    expect(await rig.shown()).toEqual(await rig.wanted(frame('slow'), size));
  });

  test('a size that changes meanwhile holds for what is drawn next', async () => {
    const rig = await stageRig(size);
    rig.draw(frame('before'));
    rig.reads(7);
    rig.draw(frame('stalled'));
    const next = {columns: 20, rows: 5};
    rig.resize(next);
    rig.tick();
    rig.draw(frame('after').slice(0, 5));
    rig.reads(undefined);
    rig.tick();
    expect(await rig.shown()).toEqual(await rig.wanted(frame('after'), next));
  });

  test('leaving drops what waits, and gives the terminal back in the middle of a sequence', async () => {
    const rig = await stageRig(size);
    rig.draw(frame('one'));
    rig.reads(7);
    rig.draw(frame('two'));
    rig.reads(undefined);
    rig.stage.close();
    await rig.shown();
    expect(rig.sent()).toMatch(/\u001b\[\?25h\u001b\[\?1049l$/);
    expect(rig.waiting()).toBe(0);
    rig.draw(frame('three'));
    expect(rig.sent()).toBe('');
  });
});

describe('another size', () => {
  test('Ink is told once of a window that is dragged, and everything is drawn anew', async () => {
    const rig = await stageRig(size);
    const told: string[] = [];
    rig.stage.output.on('resize', () => {
      told.push(`${rig.stage.output.columns}×${rig.stage.output.rows}`);
      rig.draw(frame('wider'));
    });
    rig.draw(frame('narrow'));
    for (let columns = 31; columns < 60; columns += 1) rig.resize({columns, rows: 8});
    rig.tick();
    expect(told).toEqual(['59×8']);
    expect(await rig.shown()).toEqual(await rig.wanted(frame('wider'), {columns: 59, rows: 8}));
  });

  test('there and back again: Ink sees no difference, the terminal does', async () => {
    const rig = await stageRig(size);
    rig.draw(frame('same'));
    await rig.shown();
    rig.resize({columns: 12, rows: 3});
    rig.resize(size);
    rig.tick();
    expect(await rig.shown()).toEqual(await rig.wanted(frame('same'), size));
  });
});

describe('given away and taken back', () => {
  test('another has the terminal as it was, and it is drawn anew after it', async () => {
    const rig = await stageRig(size);
    rig.draw(frame('ours'));
    await rig.shown();
    rig.sent();
    await rig.stage.suspend(async () => {
      expect(rig.sent()).toMatch(/\u001b\[\?25h\u001b\[\?1049l$/);
      rig.draw(frame('newer'));
      expect(rig.sent()).toBe('');
      await rig.terminal.write('\u001b[31mtext of a child\u001b[?2004h\u001b[2;4r');
      expect(rig.stage.isAway).toBe(true);
    });
    expect(await rig.shown()).toEqual(await rig.wanted(frame('newer'), size));
    expect(rig.stage.isAway).toBe(false);
  });

  test('a child that fails gives it back too', async () => {
    const rig = await stageRig(size);
    rig.draw(frame('ours'));
    await expect(rig.stage.suspend(() => Promise.reject(new Error('no such shell')))).rejects.toThrow('no such shell');
    expect(await rig.shown()).toEqual(await rig.wanted(frame('ours'), size));
  });
});

test('the clipboard gets its text by our own call, and none that is too long', async () => {
  const rig = await stageRig(size);
  expect(rig.stage.copy('arn:aws:ecs:…')).toBe(true);
  expect(rig.sent()).toBe(`\u001b]52;c;${Buffer.from('arn:aws:ecs:…').toString('base64')}\u0007`);
  expect(rig.stage.copy('x'.repeat(100_000))).toBe(false);
  expect(rig.sent()).toBe('');
});
