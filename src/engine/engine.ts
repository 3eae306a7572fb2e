// The loop: puts keys, poller, runner and connection together over one store. Everything it needs of the world is handed in.

import {connectionSwitched, regionKnown, resized, secondPassed} from '../../store/connection.ts';
import {freshTableScreen} from '../../store/screens.ts';
import type {State} from '../../store/state.ts';
import type {EditorText} from '../domain/editor.ts';
import {UserError} from '../domain/errors.ts';
import {explained} from '../domain/explained.ts';
import type {SafeText} from '../domain/safe-text.ts';
import {RunDesk} from './fleet/desk.ts';
import {watchIdentity} from './identity-watch.ts';
import {createDispatcher, type Dispatcher} from './keys/dispatch.ts';
import {say} from './keys/key-ports.ts';
import {startLogWatches} from './logs/watches.ts';
import {startPoller} from './polling/poller.ts';
import {createSettle} from './polling/settle.ts';
import type {ConnectionTarget, EnginePorts} from './ports.ts';

/** A running loop. */
export interface Engine extends Dispatcher {
  resized(size: State['size']): void;
  /** Asks whose account it is; to be called after the first frame, whose rows it would hold up. */
  identify(): void;
  /** What to tell once the program has left the screen. */
  farewell(): readonly SafeText[];
  /** Resolves when nothing is on its way any more. */
  stop(): Promise<void>;
}

/** Connects and begins to poll. Rejects with UserError when there is nothing to connect to. */
export async function startEngine(ports: EnginePorts, first: ConnectionTarget): Promise<Engine> {
  const {store, clock} = ports;
  let target = first;
  let connection = await ports.connect(first);
  store.apply(regionKnown, {region: connection.region.name});
  const life = new AbortController();
  let identity = new AbortController();
  const watched = {...ports, connection: () => connection};

  const settle = createSettle(ports.projector);
  const unsubscribe = store.subscribe(state => {
    const settled = settle(state);
    if (settled !== state) store.setState(settled, true);
  });
  const poller = startPoller(watched);
  const logs = startLogWatches(watched);
  const desk = new RunDesk({...watched, settings: ports.playbooks});
  const runner = desk.before(ports.createRunner({connection: () => connection, refresh: poller.refresh}));

  const keyPorts = {
    ...ports,
    runner,
    logs,
    fleet: desk,
    now: () => clock.now(),
    actions: {
      refresh: poller.refresh,
      copy: ports.copy,
      redraw: ports.redraw,
      saveFile: ports.saveFile,
      readInEditor: (text: EditorText) =>
        ports.readInEditor(text).catch(error => {
          if (error instanceof UserError) say(keyPorts, 'bad', explained(error));
          else ports.onBug(error);
          return undefined;
        }),
      quit() {
        if (desk.leaving() === 'go') ports.quit();
      },
      suspend: ports.suspend,
      switchConnection(wanted: ConnectionTarget) {
        change(wanted).catch(error => {
          if (error instanceof UserError) say(keyPorts, 'bad', explained(error));
          else ports.onBug(error);
        });
      },
      ...(ports.setFaults && {setFaults: ports.setFaults}),
    },
  };
  const dispatcher = createDispatcher(keyPorts);

  function learnIdentity(): void {
    identity.abort(new Error('another connection'));
    identity = new AbortController();
    watchIdentity(watched, identity.signal).catch(ports.onBug);
  }

  async function change(wanted: ConnectionTarget): Promise<void> {
    desk.requireNoneUnderWay();
    // Another profile has its own Region unless one is named with it.
    const next = wanted.profile === undefined ? {...target, ...wanted} : wanted;
    const fresh = await ports.connect(next);
    desk.leavePlace();
    connection.close();
    connection = fresh;
    target = next;
    const clusters = watched.resourceOf('cluster');
    const {mode, source} = store.getState().connection;
    store.apply(connectionSwitched, {
      // What is allowed in the other account is known once STS has named it.
      connection: {profile: next.profile, region: fresh.region.name, mode: source === 'demo' ? mode : 'read-only'},
      screens: [freshTableScreen('cluster', {}, clusters.initialSort)],
    });
    poller.restart();
    learnIdentity();
  }

  async function everySecond(): Promise<void> {
    while (!life.signal.aborted) {
      await clock.wait(1_000, life.signal);
      store.apply(secondPassed, {now: clock.now(), ...connection.stats()});
      poller.tick();
      logs.tick();
      desk.tick();
    }
  }

  everySecond().catch(error => {
    if (!life.signal.aborted) ports.onBug(error);
  });

  return {
    press: dispatcher.press,
    farewell: () => desk.farewell(),
    identify: learnIdentity,
    resized: size => store.apply(resized, {size}),
    stop() {
      life.abort(new Error('the program ends'));
      identity.abort(new Error('the program ends'));
      unsubscribe();
      poller.stop();
      logs.stop();
      desk.stop();
      runner.cancel();
      runner.dispose();
      // A change that is on its way is waited for: its outcome belongs into the audit log.
      const idle = Promise.all([runner.idle(), connection.fleet.stopped()]);
      return idle.then(() => undefined).finally(() => connection.close());
    },
  };
}
