// The whole program without its screen: store, loop, runner, the SDK's own clients and the demo region, on a clock that
// stands still. What is drawn is a function of its state, so what the screen would say can be asked all the same. For runs
// of thousands, in which drawing would take most of the time.

import {commands} from '../../commands/registry.ts';
import {noConfig} from '../../src/config/config.ts';
import {playbookSettings} from '../../src/config/playbook-settings.ts';
import {connectorTo} from '../../src/connect.ts';
import {createDemo} from '../../src/demo/demo.ts';
import {parseWorld} from '../../src/demo/ecs/world/spec.ts';
import type {DemoRegion} from '../../src/demo/region.ts';
import type {AuditEntry} from '../../src/domain/audit-entry.ts';
import {ChangeRunner} from '../../src/engine/changes/runner.ts';
import {createRunnerView, currentPlace} from '../../src/engine/changes/view.ts';
import {startEngine} from '../../src/engine/engine.ts';
import type {KeyPress} from '../../src/engine/keys/key-names.ts';
import {createKeymap} from '../../src/engine/keys/keymap.ts';
import {withFleet} from '../../src/fleet-connection.ts';
import {memoryRecords} from '../../src/records/memory-records.ts';
import {createProjector} from '../../src/resources/projection.ts';
import {resourceOf} from '../../src/resources/registry.ts';
import {initialState} from '../../store/initial-state.ts';
import {freshTableScreen} from '../../store/screens.ts';
import {type State, tableKey} from '../../store/state.ts';
import {createDeckStore, type DeckStore} from '../../store/store.ts';
import {previewWindow, scrollLimit} from '../../views/body.ts';
import type {ViewContext} from '../../views/context.ts';
import {bodyHeight, linesAbove, linesBelow} from '../../views/frame/frame.ts';
import {shownColumns} from '../../views/table/lines.ts';
import {createTheme} from '../../views/theme.ts';
import {type ManualClock, manualClock} from '../aws/manual-clock.ts';
import {createSettler} from './settler.ts';
import {type SeenRequest, watchRegion} from './watched-region.ts';
// The clients are imported at their first call; here they are there already, so that no file is read while a loop settles.
import '../../src/aws/application-auto-scaling-client.ts';
import '../../src/aws/auto-scaling-client.ts';
import '../../src/aws/cloud-map-client.ts';
import '../../src/aws/ec2-client.ts';
import '../../src/aws/ecs-client.ts';
import '../../src/aws/load-balancing-client.ts';
import '../../src/aws/logs-client.ts';
import '../../src/aws/ssm-client.ts';
import '../../src/aws/sts-client.ts';
import '../../src/consul/consul.ts';
import '../../src/consul/transport.ts';
import '../../src/fleet/create-fleet.ts';

/** A program without its screen. Each step ends when nothing more will happen by itself. */
export interface Loop {
  readonly store: DeckStore;
  readonly clock: ManualClock;
  readonly region: DemoRegion;
  readonly requests: readonly SeenRequest[];
  readonly audit: readonly AuditEntry[];
  /** Faults of the program itself. */
  readonly bugs: readonly unknown[];
  /** Files that were saved, and what was copied. */
  readonly written: readonly string[];
  /** One key by its name, as the stories have it. */
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  pass(milliseconds: number): Promise<void>;
  /** The same without a rest at each second: for hours. */
  passAtOnce(milliseconds: number): Promise<void>;
  faults(specification: string): Promise<void>;
  /** The frame: the lines above and below the body, as they would be drawn. */
  frame(): string;
  /** True once the person has left. */
  hasQuit(): boolean;
  close(): Promise<void>;
}

/** What may differ. */
export interface LoopOptions {
  readonly seed?: number;
  readonly world?: string;
  readonly faults?: string;
}

const named: Readonly<Record<string, KeyPress>> = {
  enter: {return: true},
  escape: {escape: true},
  tab: {tab: true},
  up: {upArrow: true},
  down: {downArrow: true},
  backspace: {backspace: true},
};

/** Starts one. The SDK's pauses before second attempts are real time; a caller sets Math.random to 0 to have none. */
export async function startLoop(options: LoopOptions = {}): Promise<Loop> {
  const clock = manualClock();
  const region = createDemo({
    clock,
    seed: options.seed ?? 1,
    ...(options.world !== undefined && {world: parseWorld(options.world)}),
    ...(options.faults !== undefined && {faults: options.faults}),
  });
  const watched = watchRegion(region, clock, {});
  const store = openStore(clock);
  const connector = await connectorTo(watched.region, {
    clock: watched.clock,
    allowsChanges: () => store.getState().connection.mode === 'write',
  });
  const projector = createProjector({resourceOf, keyOf: tableKey});
  const keymap = createKeymap(noConfig.keys);
  const context: ViewContext = {
    theme: createTheme({hasColour: false, isUnicode: true}),
    resourceOf,
    commands: commands.map(command => ({...command, key: keymap.commandKey(command)})),
    bindings: keymap.bindings,
    projector,
  };
  const audit: AuditEntry[] = [];
  const auditLog = {write: async (entry: AuditEntry) => void audit.push(entry)};
  let tokens = 0;
  const bugs: unknown[] = [];
  const written: string[] = [];
  const onBug = (error: unknown) => void bugs.push(error);
  let hasQuit = false;
  const engine = await startEngine(
    {
      store,
      clock,
      random: () => 0.5,
      projector,
      resourceOf,
      commands,
      keymap,
      onBug,
      quit: () => {
        hasQuit = true;
      },
      suspend: () => {},
      readInEditor: async ({content}) => {
        written.push(content);
        return {program: 'nano', isChanged: false, milliseconds: 5_000};
      },
      readFile: path => Promise.reject(new Error(`no file ${path}`)),
      playbooks: playbookSettings(noConfig.playbooks),
      redraw: () => {},
      saveFile: async (name, content) => {
        written.push(content);
        return name;
      },
      copy: copied => written.push(copied) > 0,
      scrollLimit: state => scrollLimit(context, state, bodyHeight(context, state)),
      previewWindow: state => previewWindow(context, state, bodyHeight(context, state)),
      shownColumns: state => shownColumns(context, state),
      rulesFor: () => ({isProduction: false, mode: 'write'}),
      connect: async target => {
        const connection = withFleet(await connector.connect(target), {
          clock,
          audit: auditLog,
          isDemo: true,
          records: memoryRecords(),
          canChange: () => store.getState().connection.mode === 'write',
          newToken: () => `token${String(++tokens).padStart(8, '0')}`,
          outputBucket: undefined,
        });
        return {...connection, stats: () => ({callsPerMinute: connection.callsPerMinute(), isThrottled: connection.isThrottled()})};
      },
      createRunner: surroundings =>
        new ChangeRunner({
          clock,
          audit: auditLog,
          view: createRunnerView(store, clock, surroundings),
          place: () => currentPlace(store, surroundings),
          resourceFor: resourceOf,
          onBug,
        }),
    },
    {},
  );
  engine.identify();
  const settle = createSettler({
    dashboard: {store, drawn: async () => {}},
    terminal: {written: () => 0, flush: async () => {}},
    watched,
  });
  const pressOne = (key: string) => {
    const control = /^ctrl\+(.)$/.exec(key)?.[1];
    if (control !== undefined) engine.press(control, {ctrl: true});
    else if (named[key] !== undefined) engine.press('', named[key]);
    else engine.press(key === 'space' ? ' ' : key, {});
  };
  await settle();
  return {
    store,
    clock,
    region,
    requests: watched.requests,
    audit,
    bugs,
    written,
    async press(key) {
      pressOne(key);
      await settle();
    },
    async type(text) {
      for (const character of text) pressOne(character);
      await settle();
    },
    async pass(milliseconds) {
      for (let left = milliseconds; left > 0; left -= 1_000) {
        await clock.advance(Math.min(1_000, left));
        await settle();
      }
    },
    async passAtOnce(milliseconds) {
      await clock.advance(milliseconds);
      await settle();
    },
    async faults(specification) {
      region.faults.set(specification);
      await settle();
    },
    frame: () => [...linesAbove(context, store.getState()), ...linesBelow(context, store.getState())].join('\n'),
    hasQuit: () => hasQuit,
    async close() {
      const stopped = engine.stop();
      // A change that is on its way is waited for, until its deadline.
      await clock.advance(20_000);
      await stopped;
    },
  };
}

function openStore(clock: ManualClock): DeckStore {
  return createDeckStore(
    initialState({
      connection: {source: 'demo', profile: undefined, region: '', mode: 'write'},
      size: {columns: 120, rows: 40} satisfies State['size'],
      now: clock.now(),
      screens: [freshTableScreen('cluster', {}, resourceOf('cluster').initialSort)],
    }),
  );
}
