// The real dashboard, opened in process on an emulated terminal: the demo region behind the SDK's own clients, a seeded
// world, a clock that stands still. Stories press keys and read the screen; nothing in here sleeps.

import {CloudWatchLogsClient} from '@aws-sdk/client-cloudwatch-logs';
import {ECSClient} from '@aws-sdk/client-ecs';
import {expect, onTestFinished, vi} from 'vitest';
import type {Dashboard} from '../../src/cli.tsx';
import {openDashboard} from '../../src/cli.tsx';
import {type Config, noConfig} from '../../src/config/config.ts';
import {connectorTo} from '../../src/connect.ts';
import {createDemo, demoRegionName} from '../../src/demo/demo.ts';
import {parseWorld} from '../../src/demo/ecs/world/spec.ts';
import type {DemoRegion} from '../../src/demo/region.ts';
import {createRequestHandler} from '../../src/demo/request-handler.ts';
import type {AuditEntry} from '../../src/domain/audit-entry.ts';
import type {EditorText} from '../../src/domain/editor.ts';
import {Refused} from '../../src/domain/errors.ts';
import type {ShellSession} from '../../src/domain/shell.ts';
import type {DashboardOptions} from '../../src/headless/request.ts';
import {type MemoryRecords, memoryRecords} from '../../src/records/memory-records.ts';
import {TerminalSession} from '../../src/terminal/session.ts';
import {Stage} from '../../src/terminal/stage.ts';
import {TtyDevice} from '../../src/terminal/tty-device.ts';
import {type ManualClock, manualClock} from '../aws/manual-clock.ts';
import {keyBytes} from './key-bytes.ts';
import {createSettler} from './settler.ts';
import {type EmulatedTerminal, emulateTerminal} from './terminal-emulator.ts';
import {type Alias, type SeenRequest, watchRegion} from './watched-region.ts';
// The clients are imported at their first call; a story has them already, so that no file is read while it settles.
import '../../src/aws/application-auto-scaling-client.ts';
import '../../src/aws/auto-scaling-client.ts';
import '../../src/aws/cloud-map-client.ts';
import '../../src/aws/cloudwatch-client.ts';
import '../../src/aws/ec2-client.ts';
import '../../src/aws/ecs-client.ts';
import '../../src/aws/load-balancing-client.ts';
import '../../src/aws/logs-client.ts';
import '../../src/aws/ssm-client.ts';
import '../../src/aws/sts-client.ts';
import '../../src/consul/consul.ts';
import '../../src/consul/transport.ts';
import '../../src/fleet/create-fleet.ts';

/** What makes a dashboard different from the usual one: 120×40, seed 1, changes allowed as on any demo region. */
export interface LaunchOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** For example `services=200,tasks=400,instances=20,clusters=1`; the five systems when absent. */
  readonly world?: string;
  readonly faults?: string;
  /** `aws`: as on a real account, which is read-only unless something lifts it. */
  readonly source?: 'demo' | 'aws';
  readonly options?: Partial<DashboardOptions>;
  readonly config?: Partial<Config>;
  readonly alias?: Alias;
  /** A service that is listed and that DescribeServices answers as MISSING. */
  readonly hidden?: string;
  readonly isAuditBroken?: boolean;
  /** What becomes of the person's editor; it is left without a change when absent. */
  readonly editor?: 'missing' | 'changes' | 'returns at once';
  /** What the lines of one log screen may take in memory, bytes. */
  readonly mostLogBytes?: number;
  /** Files that the person has, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
  /** Another program after this one, or beside it: the same Region, clock, records of runs and audit log. */
  readonly beside?: Story;
}

/** A dashboard as a story uses it. Each step ends when the screen has come to rest. */
export interface Story {
  /** One key by its name: `j`, `enter`, `ctrl+r`. */
  press(...keys: readonly string[]): Promise<void>;
  /** Characters one by one, as typed. */
  type(text: string): Promise<void>;
  /** Text that arrives at once. */
  paste(text: string): Promise<void>;
  enter(): Promise<void>;
  escape(): Promise<void>;
  /** Goes to a table by the palette: `services erp`. */
  goto(place: string): Promise<void>;
  /** Moves the cursor to the row of this name. */
  select(name: string): Promise<void>;
  /** Lets seconds pass, one after the other. */
  pass(seconds: number): Promise<void>;
  /** Gives a fresh confirmation the moment that it wants to be looked at. */
  look(): Promise<void>;
  resize(columns: number, rows: number): Promise<void>;
  /** Fails with the whole screen when the text is not on it. */
  sees(...texts: readonly (string | RegExp)[]): void;
  doesNotSee(...texts: readonly (string | RegExp)[]): void;
  screen(): string;
  lines(): readonly string[];
  /** The line under the cursor; empty when there is none. */
  cursorLine(): string;
  faults(specification: string): Promise<void>;
  /** How often each IAM action was called so far; 0 for the others. */
  calls(action: string): number;
  readonly requests: readonly SeenRequest[];
  readonly audit: readonly AuditEntry[];
  /** Files by their names. */
  readonly saved: ReadonlyMap<string, string>;
  /** Shells that were opened and had the terminal. */
  readonly shells: readonly ShellSession[];
  /** What was opened in the person's editor. */
  readonly edited: readonly EditorText[];
  /** Another person's client on the same region, past all faults of ours. */
  readonly colleague: ECSClient;
  /** The same for CloudWatch Logs. */
  readonly colleagueLogs: CloudWatchLogsClient;
  readonly clock: ManualClock;
  readonly region: DemoRegion;
  readonly records: MemoryRecords;
  readonly newToken: () => string;
  readonly terminal: EmulatedTerminal;
  readonly dashboard: Dashboard;
  /** Leaves; rejects with the fault that ended the dashboard, if one did. */
  close(): Promise<void>;
}

/** A fixed zone, so that times of day are the same on every machine. */
process.env.TZ = 'UTC';

/** Opens a dashboard, which is closed after the test. */
export async function launch({columns = 120, rows = 40, source = 'demo', ...more}: LaunchOptions = {}): Promise<Story> {
  // The SDK's pause before a second attempt is a random share of some hundred milliseconds: here it is nothing.
  const random = vi.spyOn(Math, 'random').mockReturnValue(0);
  onTestFinished(() => random.mockRestore());
  const {beside} = more;
  const clock = beside?.clock ?? manualClock();
  const terminal = emulateTerminal(columns, rows);
  const audit: AuditEntry[] = beside === undefined ? [] : [...beside.audit];
  const records = beside?.records ?? memoryRecords();
  const saved = new Map<string, string>();
  const shells: ShellSession[] = [];
  const edited: EditorText[] = [];
  const region =
    beside?.region ??
    createDemo({
      clock,
      ...(more.world !== undefined && {world: parseWorld(more.world)}),
      ...(more.faults !== undefined && {faults: more.faults}),
    });
  const newToken = beside?.newToken ?? createTokens();
  const watched = watchRegion(region, clock, more);
  const atOnce = (work: () => void) => void setImmediate(work);
  const session = new TerminalSession(new TtyDevice(terminal.sink, atOnce));
  session.enter();
  const stage = new Stage({session, size: terminal.size, palette: {colours: '16', isUnicode: true}, isSynchronized: true, later: atOnce});
  const options: DashboardOptions = {isColorless: false, isAscii: false, demo: {}, ...more.options};
  const dashboard = await openDashboard({
    stdin: terminal.stdin,
    stage,
    untilContinued: () => Promise.resolve(),
    editor: {
      check: async () => {
        if (more.editor === 'missing') throw new Refused('the editor nano of EDITOR is not on the PATH of this host', 'Set EDITOR anew.');
      },
      async read(text) {
        edited.push(text);
        return {program: 'nano', isChanged: more.editor === 'changes', milliseconds: more.editor === 'returns at once' ? 20 : 5_000};
      },
    },
    clock,
    random: () => 0.5,
    source,
    shells: {
      check: () => Promise.resolve(),
      run: async session => void shells.push(session),
    },
    createConnector: ({allowsChanges, readsMetrics, shells: host}) =>
      connectorTo(watched.region, {clock: watched.clock, allowsChanges, readsMetrics, ...(host && {shells: host})}),
    options,
    config: {...noConfig, ...more.config},
    audit: {
      async write(entry) {
        if (more.isAuditBroken) throw new Refused('the audit log cannot be written (no space left on the device)', 'Make room.');
        audit.push(entry);
      },
    },
    saveFile: async (name, content) => {
      saved.set(name, content);
      return name;
    },
    async readFile(path) {
      const content = more.files?.[path];
      if (content === undefined) throw new Error('no such file');
      return content;
    },
    runRecords: records,
    mostLogBytes: more.mostLogBytes,
    newToken,
    hasColour: true,
    isUnicode: true,
    maxFps: 1000,
    onFirstFrame: () => {},
  });
  const settle = createSettler({dashboard, terminal, watched});
  const credentials = {accessKeyId: 'AKIACOLLEAGUE', secretAccessKey: 'secret'};
  const client = {region: demoRegionName, credentials, maxAttempts: 1, requestHandler: createRequestHandler(region, clock)};

  const send = async (bytes: string) => {
    terminal.type(bytes);
    await settle();
  };
  const screen = () => terminal.lines().join('\n');
  const story: Story = {
    async press(...keys) {
      for (const key of keys) await send(keyBytes(key));
    },
    async type(text) {
      for (const character of text) terminal.type(character);
      await settle();
    },
    paste: send,
    enter: () => send(keyBytes('enter')),
    escape: () => send(keyBytes('escape')),
    async goto(place) {
      await story.press(':');
      await story.type(place);
      await story.enter();
    },
    async select(name) {
      await story.press('g');
      const isThere = () => cursorCells(story.cursorLine()).includes(name);
      for (let line = ''; !isThere() && line !== story.cursorLine(); ) {
        line = story.cursorLine();
        await story.press('j');
      }
      if (!isThere()) expect.fail(`no row is called ${name}:\n${screen()}`);
    },
    async pass(seconds) {
      for (let second = 0; second < seconds; second += 1) {
        await clock.advance(1000);
        await settle();
      }
    },
    async look() {
      await clock.advance(800);
      await settle();
    },
    async resize(newColumns, newRows) {
      terminal.resize(newColumns, newRows);
      await settle();
    },
    sees(...texts) {
      for (const text of texts) if (!isOn(screen(), text)) expect.fail(`${String(text)} is not on the screen:\n${screen()}`);
    },
    doesNotSee(...texts) {
      for (const text of texts) if (isOn(screen(), text)) expect.fail(`${String(text)} is on the screen:\n${screen()}`);
    },
    screen,
    lines: () => terminal.lines(),
    cursorLine: () => terminal.lines().find(line => /^.?▸/.test(line)) ?? '',
    async faults(specification) {
      region.faults.set(specification);
      await settle();
    },
    calls: action => region.calls.get(action) ?? 0,
    requests: watched.requests,
    audit,
    saved,
    shells,
    edited,
    colleague: new ECSClient(client),
    colleagueLogs: new CloudWatchLogsClient(client),
    clock,
    region,
    records,
    newToken,
    terminal,
    dashboard,
    async close() {
      dashboard.close();
      await dashboard.closed;
      await terminal.flush();
    },
  };
  onTestFinished(() => story.close());
  await settle();
  return story;
}

/** Names that no other thing has, the same in every run of a story. */
function createTokens(): () => string {
  let tokens = 0;
  return () => `token${String(++tokens).padStart(8, '0')}`;
}

function cursorCells(line: string): readonly string[] {
  return line.split(/\s+/);
}

function isOn(screen: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? screen.includes(text) : text.test(screen);
}
