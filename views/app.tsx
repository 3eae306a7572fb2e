// The whole screen: subscribes to the store, draws, and hands on keys and sizes. The only place that listens to keys.

import {Box, type Key, useApp, useFocusManager, useInput, useWindowSize} from 'ink';
import {type ReactNode, useCallback, useEffect, useMemo} from 'react';
import {type StoreApi, useStore} from 'zustand';
import {text} from '../src/domain/safe-text.ts';
import {isTooSmall, leastSize} from '../store/layout.ts';
import type {DetailsScreen, State} from '../store/state.ts';
import {bodyLines, coveringDialog} from './body.ts';
import {currentScreen, type ViewContext} from './context.ts';
import {DetailsView} from './details/details-view.tsx';
import {bodyHeight, linesAbove, linesBelow} from './frame/frame.ts';
import {oncePerState} from './once-per-state.ts';
import {gap, type PaintedLine, paint} from './paint.ts';
import {Lines} from './safe.tsx';

/** What the screen is made of. `context` must stay the same object: everything that was drawn is kept by it. */
export interface AppProps {
  readonly store: StoreApi<State>;
  readonly context: ViewContext;
  readonly onKey: (input: string, key: Key) => void;
  readonly onResize: (size: State['size']) => void;
  /** Handed the way to give the terminal away for a while: to the shell, or to a child process. */
  readonly onSuspendable?: (suspendTerminal: SuspendTerminal) => void;
}

/** Runs work with the terminal as it was before the dashboard, and draws the dashboard anew after it. */
export type SuspendTerminal = (work: () => Promise<void>) => Promise<void>;

/** The dashboard. Draws by the store's size, which `onResize` is expected to set. */
export function App({store, context, onKey, onResize, onSuspendable}: AppProps): ReactNode {
  useInput(onKey);
  const {suspendTerminal} = useApp();
  useEffect(() => onSuspendable?.(suspendTerminal), [onSuspendable, suspendTerminal]);
  // Nothing here has Ink's focus. While it is on, each Esc leaves React an update that nothing ever fetches.
  const {disableFocus} = useFocusManager();
  useEffect(disableFocus, [disableFocus]);
  const {columns, rows} = useWindowSize();
  useEffect(() => onResize({columns, rows}), [onResize, columns, rows]);
  const size = useStore(store, state => state.size);
  if (isTooSmall(size)) return <TooSmall context={context} size={size} />;
  return (
    <Box flexDirection="column" width={size.columns} height={size.rows} overflow="hidden">
      <Drawn store={store} context={context} draw={linesAbove} />
      <Body store={store} context={context} />
      <Drawn store={store} context={context} draw={linesBelow} />
    </Box>
  );
}

interface PartProps {
  readonly store: StoreApi<State>;
  readonly context: ViewContext;
}

/** Lines that follow from the state; drawn again only where they differ. */
function Drawn({
  store,
  context,
  draw,
}: PartProps & {readonly draw: (context: ViewContext, state: State) => readonly PaintedLine[]}): ReactNode {
  const drawn = useMemo(() => oncePerState((state: State) => draw(context, state)), [context, draw]);
  return <Lines lines={useStore(store, drawn)} />;
}

function Body({store, context}: PartProps): ReactNode {
  const height = useStore(
    store,
    useCallback(state => bodyHeight(context, state), [context]),
  );
  const details = useStore(store, detailsInFront);
  const columns = useStore(store, state => state.size.columns);
  return (
    <Box flexDirection="column" height={height} flexShrink={0} overflow="hidden">
      {details ? (
        <DetailsView context={context} screen={details} width={columns} height={height} />
      ) : (
        <Drawn store={store} context={context} draw={bodyInItsHeight} />
      )}
    </Box>
  );
}

function bodyInItsHeight(context: ViewContext, state: State): readonly PaintedLine[] {
  return bodyLines(context, state, bodyHeight(context, state));
}

function detailsInFront(state: State): DetailsScreen | undefined {
  const screen = currentScreen(state);
  return screen.type === 'details' && !coveringDialog(state) ? screen : undefined;
}

function TooSmall({context: {theme}, size}: {readonly context: ViewContext; readonly size: State['size']}): ReactNode {
  const by = theme.isUnicode ? text`×` : text`x`;
  const words = text`too small: ${size.columns}${by}${size.rows}, needs ${leastSize.columns}${by}${leastSize.rows}`;
  return <Lines lines={[paint(theme, size.columns, [gap(size.columns > 34 ? 1 : 0), {text: words}])]} />;
}
