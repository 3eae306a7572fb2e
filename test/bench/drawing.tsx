// What drawing costs in bytes and time at 200×50, through the stage and beside it through Ink's own incremental output, on the
// same store in the same run. Prints one JSON object. Bundled by the terminal bench, as the program is.

import {EventEmitter} from 'node:events';
import {type Instance, render} from 'ink';
import {commands} from '../../commands/registry.ts';
import {openDashboard} from '../../src/cli.tsx';
import {noConfig} from '../../src/config/config.ts';
import {keyBindings} from '../../src/domain/keys.ts';
import {memoryRecords} from '../../src/records/memory-records.ts';
import {createProjector} from '../../src/resources/projection.ts';
import {resourceOf} from '../../src/resources/registry.ts';
import {TerminalSession} from '../../src/terminal/session.ts';
import {Stage} from '../../src/terminal/stage.ts';
import {TtyDevice} from '../../src/terminal/tty-device.ts';
import {tableKey} from '../../store/state.ts';
import type {DeckStore} from '../../store/store.ts';
import {App} from '../../views/app.tsx';
import type {ViewContext} from '../../views/context.ts';
import {createTheme} from '../../views/theme.ts';
import {manualClock} from '../aws/manual-clock.ts';
import {FakeInput} from '../harness/fake-input.ts';
import {keyBytes} from '../harness/key-bytes.ts';
import {createTaskTable} from './task-table.ts';

const size = {columns: 200, rows: 50};

/** A terminal that reads everything and counts it, and the milliseconds that the stage takes for each frame. */
function countingStage() {
  let bytes = 0;
  const sink = {
    write(chunk: Uint8Array) {
      bytes += chunk.length;
      return chunk.length;
    },
  };
  const session = new TerminalSession(new TtyDevice(sink, work => setImmediate(work)));
  session.enter();
  const stage = new Stage({
    session,
    size: Object.assign(new EventEmitter(), size),
    palette: {colours: '16', isUnicode: true},
    isSynchronized: true,
    later: work => setImmediate(work),
  });
  const costs: number[] = [];
  const {output} = stage;
  const write = output.write.bind(output);
  output.write = (chunk: string | Uint8Array, ...more: never[]) => {
    const begin = performance.now();
    const taken = write(chunk, ...more);
    if (chunk.length > 0) costs.push(performance.now() - begin);
    return taken;
  };
  return {stage, costs, bytes: () => bytes};
}

/** Ink on a terminal as it would have it: its own alternate screen, its own differences. */
function countingInk(store: DeckStore, context: ViewContext): {readonly instance: Instance; readonly bytes: () => number} {
  let bytes = 0;
  const write = (chunk: string | Uint8Array, encodingOrDone?: unknown, done?: unknown) => {
    bytes += Buffer.byteLength(chunk);
    const callback = typeof encodingOrDone === 'function' ? encodingOrDone : done;
    if (typeof callback === 'function') callback();
    return true;
  };
  const stdout = Object.assign(new EventEmitter(), {...size, isTTY: true, writable: true, write});
  const app = <App store={store} context={context} onKey={() => {}} onResize={() => {}} />;
  const instance = render(app, {
    stdin: new FakeInput().stream,
    // It has what Ink uses of a terminal.
    stdout: stdout as unknown as NodeJS.WriteStream,
    alternateScreen: true,
    incrementalRendering: true,
    interactive: true,
    patchConsole: false,
    maxFps: 1000,
  });
  return {instance, bytes: () => bytes};
}

interface Bytes {
  readonly stage: number;
  readonly ink: number;
}

/** Bytes of single changes in a table of 20,000 tasks, and the milliseconds of the stage for each frame. */
async function singleChanges() {
  const table = createTaskTable(20_000, size);
  const {stage, costs, bytes} = countingStage();
  const app = <App store={table.store} context={table.context} onKey={() => {}} onResize={() => {}} />;
  const drawn = render(app, {stdin: new FakeInput().stream, stdout: stage.output, interactive: true, patchConsole: false, maxFps: 1000});
  const ink = countingInk(table.store, table.context);
  const rest = async () => {
    await drawn.waitUntilRenderFlush();
    await ink.instance.waitUntilRenderFlush();
    await drawn.waitUntilRenderFlush();
  };
  await rest();
  const measured: Record<string, Bytes> = {};
  const measure = async (name: string, act: () => void) => {
    const before = {stage: bytes(), ink: ink.bytes()};
    act();
    await rest();
    measured[name] = {stage: bytes() - before.stage, ink: ink.bytes() - before.ink};
  };
  measured.everything = {stage: bytes(), ink: ink.bytes()};
  table.move(20);
  await rest();
  await measure('nothing changed', () => table.describe(100, task => ({...task})));
  await measure('one changed cell', () =>
    table.describe(40, (task, _, place) => (place === 30 ? {...task, zone: `${task.zone}`.replace(/.$/, 'z')} : task)),
  );
  await measure('selection moved', () => table.move(1));
  table.move(30);
  await rest();
  table.move(1);
  await rest();
  await measure('scrolled one row', () => table.move(1));
  await measure('scrolled a page', () => table.move(40));
  const single = costs.splice(0);
  for (let turn = 0; turn < 300; turn += 1) {
    if (turn % 3 === 0) table.describe(100, (task, index) => ({...task, health: (index + turn) % 5 === 0 ? 'UNHEALTHY' : 'HEALTHY'}));
    else table.move(turn % 3 === 1 ? 1 : 7);
    await rest();
  }
  drawn.unmount();
  ink.instance.unmount();
  return {bytes: measured, costs: costs.toSorted((one, other) => one - other), single};
}

/** The whole dashboard on the demo world: bytes of five minutes in which nobody presses a key, and of the first keys. */
async function demoWorld(simulatedSeconds: number) {
  const clock = manualClock();
  const {stage, bytes} = countingStage();
  const stdin = new FakeInput();
  const dashboard = await openDashboard({
    stdin: stdin.stream,
    stage,
    untilContinued: () => Promise.resolve(),
    clock,
    random: () => 0.5,
    source: 'demo',
    options: {isColorless: false, isAscii: false, demo: {}},
    config: noConfig,
    audit: {write: () => Promise.resolve()},
    saveFile: name => Promise.resolve(name),
    readFile: path => Promise.reject(new Error(`no file ${path}`)),
    runRecords: memoryRecords(),
    newToken: () => 'token',
    hasColour: true,
    isUnicode: true,
    maxFps: 1000,
    onFirstFrame: () => {},
  });
  const ink = countingInk(dashboard.store, {
    theme: createTheme({hasColour: true, isUnicode: true}),
    resourceOf,
    commands,
    bindings: keyBindings,
    projector: createProjector({resourceOf, keyOf: tableKey}),
  });
  const rest = async () => {
    for (let turn = 0; turn < 12; turn += 1) await new Promise(resolve => setImmediate(resolve));
    await dashboard.drawn();
    await ink.instance.waitUntilRenderFlush();
  };
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      await clock.advance(1_000);
      await rest();
    }
  };
  const keys: Record<string, Bytes> = {};
  const press = async (name: string, typed: string) => {
    const before = {stage: bytes(), ink: ink.bytes()};
    stdin.push(keyBytes(typed));
    await rest();
    keys[name] = {stage: bytes() - before.stage, ink: ink.bytes() - before.ink};
  };
  await pass(5);
  keys.opening = {stage: bytes(), ink: ink.bytes()};
  await press('j', 'j');
  await press('enter', 'enter');
  await pass(30);
  await press('j in the services', 'j');
  await press('d', 'd');
  await press('escape', 'escape');
  await press('?', '?');
  await press('escape again', 'escape');
  await press(':', ':');
  await press('escape from it', 'escape');
  const before = {stage: bytes(), ink: ink.bytes()};
  await pass(simulatedSeconds);
  const idle = {stage: bytes() - before.stage, ink: ink.bytes() - before.ink};
  ink.instance.unmount();
  dashboard.close();
  await dashboard.closed;
  return {idle, keys};
}

const changes = await singleChanges();
const demo = await demoWorld(Number(process.argv[2] ?? 300));
process.stdout.write(`${JSON.stringify({changes, demo})}\n`);
process.exit(0);
