// The composition root: builds every part, hands each its ports, and opens the dashboard. Nothing else knows how they fit.

import {type Instance, render} from 'ink';
import {commands} from '../commands/registry.ts';
import {initialState} from '../store/initial-state.ts';
import {noticeShown} from '../store/notices.ts';
import {freshTableScreen} from '../store/screens.ts';
import {tableKey} from '../store/state.ts';
import {createDeckStore, type DeckStore} from '../store/store.ts';
import {App} from '../views/app.tsx';
import {previewWindow, scrollLimit} from '../views/body.ts';
import type {ViewContext} from '../views/context.ts';
import {bodyHeight} from '../views/frame/frame.ts';
import {shownColumns} from '../views/table/lines.ts';
import {createTheme} from '../views/theme.ts';
import {type Config, changeMode} from './config/config.ts';
import {outputBucketOf, playbookSettings} from './config/playbook-settings.ts';
import {createConnector} from './connect.ts';
import type {FaultSwitch} from './demo/faults.ts';
import type {Clock} from './domain/clock.ts';
import type {EditorHost} from './domain/editor.ts';
import {UserError} from './domain/errors.ts';
import {explained} from './domain/explained.ts';
import {type SafeText, text} from './domain/safe-text.ts';
import type {CallTrace} from './domain/traced-call.ts';
import type {AuditLog} from './engine/changes/audit.ts';
import {ChangeRunner} from './engine/changes/runner.ts';
import {createRunnerView, currentPlace} from './engine/changes/view.ts';
import {type Engine, startEngine} from './engine/engine.ts';
import {createKeymap} from './engine/keys/keymap.ts';
import {createMfaQuestion} from './engine/mfa-question.ts';
import type {RunRecords} from './fleet/ports.ts';
import {withFleet} from './fleet-connection.ts';
import type {DashboardOptions} from './headless/request.ts';
import {createProjector} from './resources/projection.ts';
import {resourceOf} from './resources/registry.ts';
import type {Stage} from './terminal/stage.ts';
import {type ShellGuest, type SuspendInk, TerminalGuests} from './terminal-guests.ts';

/** What a dashboard needs of the world. With these replaced all of it runs in a test. */
export interface DashboardPorts {
  readonly stdin: NodeJS.ReadStream;
  /** The terminal that it is drawn on. */
  readonly stage: Stage;
  /** Stops the program as Ctrl-Z does, and resolves once it goes on. */
  readonly untilContinued: () => Promise<void>;
  /** Uses a shell in a container on the terminal until it ends; without it none can be opened. */
  readonly shells?: ShellGuest;
  /** Shows a text in the person's editor on the terminal; without it none can be opened. */
  readonly editor?: EditorHost;
  readonly clock: Clock;
  readonly random: () => number;
  /** The demo region or AWS. */
  readonly source: 'demo' | 'aws';
  /** How the source is reached; by createConnector when absent. A test keeps hold of its demo region by it. */
  readonly createConnector?: typeof createConnector;
  readonly options: DashboardOptions;
  readonly config: Config;
  readonly audit: AuditLog;
  /** Told of each call that has ended, for bug reports. */
  readonly trace?: CallTrace | undefined;
  /** Writes a new file where the person is, and answers with its path. */
  readonly saveFile: (name: string, content: string) => Promise<string>;
  /** What a file of the person's holds. */
  readonly readFile: (path: string) => Promise<string>;
  /** Where runs over hosts are recorded, and a name for each that no other has. */
  readonly runRecords: RunRecords;
  readonly newToken: () => string;
  /** What the lines of one log screen may take in memory, bytes; 32 MiB when absent. */
  readonly mostLogBytes?: number | undefined;
  readonly hasColour: boolean;
  readonly isUnicode: boolean;
  /** The most frames a second; few bytes matter more than many frames. */
  readonly maxFps: number;
  /** Right before the first frame, which waits for what it waits for. */
  readonly onFirstFrame: (store: DeckStore) => void | Promise<void>;
}

/** An open dashboard. */
export interface Dashboard {
  readonly store: DeckStore;
  /** Resolves when the person has left and nothing is on its way, or rejects with the fault that ended it; the terminal is restored. */
  readonly closed: Promise<void>;
  /** Resolves when all that was drawn has been written. */
  drawn(): Promise<void>;
  /** Gives the terminal to the shell, as Ctrl-Z does. */
  suspend(): void;
  close(): void;
  /** What is left to be told once it has closed: runs that wait to be picked up. */
  farewell(): readonly SafeText[];
}

/** Opens the dashboard. Rejects with UserError, and nothing was drawn, when it cannot begin. */
export async function openDashboard(ports: DashboardPorts): Promise<Dashboard> {
  const {clock, config, options, source, stage, stdin} = ports;
  const {promise: fault, reject: onBug} = Promise.withResolvers<never>();
  const region = options.region ?? config.region;
  const profile = options.profile ?? config.profile;
  const store = createDeckStore(
    initialState({
      connection: {source, profile, region: region ?? '', mode: changeMode(options.mode, source, undefined)},
      size: {columns: stage.output.columns, rows: stage.output.rows},
      now: clock.now(),
      screens: openingScreens(options),
    }),
  );
  const mfa = createMfaQuestion(store);
  const projector = createProjector({resourceOf, keyOf: tableKey});
  const keymap = createKeymap(config.keys);
  const allowsChanges = () => store.getState().connection.mode === 'write';
  const guests = new TerminalGuests({
    stage,
    shells: ports.shells,
    editor: ports.editor,
    shellEnded: () => store.apply(noticeShown, {tone: 'ok', text: text`the shell has ended`, until: clock.now() + 4_000}),
    shellFailed(error) {
      if (error instanceof UserError) store.apply(noticeShown, {tone: 'bad', text: explained(error)});
      else onBug(error);
    },
  });
  const connector = await (ports.createConnector ?? createConnector)({
    source,
    clock,
    demo: options.demo,
    allowsChanges,
    mfaCode: mfa.ask,
    ...(ports.shells && {shells: {check: ports.shells.check, attach: session => guests.attach(session)}}),
    trace: ports.trace,
    consul: config.consul,
  });
  const context: ViewContext = {
    theme: createTheme({hasColour: ports.hasColour, isUnicode: ports.isUnicode}),
    resourceOf,
    // What the footer and the help show is what the configuration has made of the keys.
    commands: commands.map(command => ({...command, key: keymap.commandKey(command)})),
    bindings: keymap.bindings,
    projector,
  };

  let screen: Instance | undefined;
  let engine: Engine | undefined;
  let ended: Promise<void> | undefined;
  const close = () => {
    screen?.unmount();
    stage.close();
    ended ??= engine?.stop();
  };
  const suspend = () => void guests.giveAway(ports.untilContinued).catch(onBug);

  engine = await startEngine(
    {
      store,
      clock,
      random: ports.random,
      projector,
      resourceOf,
      commands,
      keymap,
      onBug,
      quit: close,
      suspend,
      readInEditor: text => guests.readInEditor(text),
      saveFile: ports.saveFile,
      readFile: ports.readFile,
      playbooks: playbookSettings(config.playbooks),
      mostLogBytes: ports.mostLogBytes,
      copy: copied => stage.copy(copied),
      redraw: () => stage.takeBack(),
      scrollLimit: state => scrollLimit(context, state, bodyHeight(context, state)),
      previewWindow: state => previewWindow(context, state, bodyHeight(context, state)),
      shownColumns: state => shownColumns(context, state),
      rulesFor: ({account}) => {
        const rules = config.accounts[account];
        return {isProduction: rules?.production === true, mode: changeMode(options.mode, source, rules)};
      },
      connect: async target => {
        const connection = withFleet(await connector.connect(target), {
          clock,
          audit: ports.audit,
          isDemo: source === 'demo',
          records: ports.runRecords,
          canChange: allowsChanges,
          newToken: ports.newToken,
          outputBucket: outputBucketOf(config.playbooks),
        });
        const stats = () => ({callsPerMinute: connection.callsPerMinute(), isThrottled: connection.isThrottled()});
        return {...connection, stats};
      },
      createRunner: surroundings =>
        mfa.before(
          new ChangeRunner({
            clock,
            audit: ports.audit,
            view: createRunnerView(store, clock, surroundings),
            place: () => currentPlace(store, surroundings),
            resourceFor: resourceOf,
            onBug,
          }),
        ),
      ...(connector.faults && {setFaults: faultSwitch(connector.faults)}),
    },
    {...(profile !== undefined && {profile}), ...(region !== undefined && {region})},
  );

  await ports.onFirstFrame(store);
  const onSuspendable = (suspend: SuspendInk) => {
    guests.suspendInk = suspend;
  };
  const app = <App store={store} context={context} onKey={engine.press} onResize={engine.resized} onSuspendable={onSuspendable} />;
  screen = render(app, {
    stdin,
    stdout: stage.output,
    // Whole frames, on a screen that is not Ink's: what differs, and the terminal itself, are the stage's.
    alternateScreen: false,
    incrementalRendering: false,
    maxFps: ports.maxFps,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
  });
  engine.identify();
  const left = screen.waitUntilExit().then(() => undefined);
  const closed = Promise.race([left, fault]).finally(() => {
    close();
    return ended;
  });
  const drawn = async () => {
    await screen.waitUntilRenderFlush();
    await stage.drawn();
  };
  return {store, closed, close, suspend, drawn, farewell: () => engine?.farewell() ?? []};
}

/** The trail that it opens with: the clusters, or with --cluster the services of one. */
function openingScreens({cluster}: DashboardOptions): Parameters<typeof initialState>[0]['screens'] {
  const clusters = freshTableScreen('cluster', {}, resourceOf('cluster').initialSort);
  if (cluster === undefined) return [clusters];
  return [clusters, freshTableScreen('service', {cluster}, resourceOf('service').initialSort)];
}

/** `:fault SPEC` on the demo region; `:fault none` ends them. */
function faultSwitch(faults: FaultSwitch): (specification: string) => SafeText {
  return specification => {
    const wanted = specification === 'none' ? '' : specification;
    faults.set(wanted);
    return wanted === '' ? text`the demo region has no faults now` : text`the demo region's faults: ${specification}`;
  };
}
