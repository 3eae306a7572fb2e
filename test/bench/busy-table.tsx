// The real views and store on 20,000 tasks, with ten store updates a second: what the keys bench drives in a pseudo-terminal.
// Only AWS and the poller are left out, so that the load is the one that is stated and not the one that happens to be.

import {render} from 'ink';
import {openSession} from '../../src/terminal/session.ts';
import {Stage} from '../../src/terminal/stage.ts';
import type {State} from '../../store/state.ts';
import {App} from '../../views/app.tsx';
import {createTaskTable} from './task-table.ts';

const updatesPerSecond = 10;
/** As many rows as one DescribeTasks answers. */
const rowsPerUpdate = 100;

const {store, context, move, describe} = createTaskTable(20_000, {columns: process.stdout.columns, rows: process.stdout.rows});

// Rows that are in sight first, as the poller reads them: each update changes lines of the screen.
let version = 1;
setInterval(() => {
  version += 1;
  describe(rowsPerUpdate, (task, index) => ({
    ...task,
    version,
    lastStatus: (index + version) % 50 === 0 ? 'PENDING' : 'RUNNING',
    health: (index + version) % 97 === 0 ? 'UNHEALTHY' : 'HEALTHY',
  }));
}, 1_000 / updatesPerSecond);

const session = openSession();
const stage = new Stage({
  session,
  size: process.stdout,
  palette: {colours: '16', isUnicode: true},
  isSynchronized: true,
  later: (work, milliseconds) => {
    setTimeout(work, milliseconds);
  },
});
session.enter();

const onKey = (input: string) => {
  if (input === 'q') {
    session.leave();
    process.exit(0);
  }
  // A held key arrives as one event.
  move([...input].filter(key => key === 'j').length);
};
const onResize = (size: State['size']) => store.setState({...store.getState(), size});

render(<App store={store} context={context} onKey={onKey} onResize={onResize} />, {stdout: stage.output, interactive: true, maxFps: 120});
