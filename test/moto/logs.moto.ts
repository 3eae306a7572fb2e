// Log lines that were put into moto come out of the built program: printed, followed, and on the log screen.
// Each test writes to a cluster or an age of its own, since moto lists the tasks of a whole cluster for each of its services.

import {constants} from 'node:os';
import {describe, expect, inject, onTestFinished, test} from 'vitest';
import {goTo, narrowTo} from '../pty/steps.ts';
import {openDashboard, runHeadless} from './dashboard.ts';
import {present} from './register-systems.ts';
import {type TaskLog, taskLogs, type Written} from './task-logs.ts';

const endpoint = inject('motoEndpoint');
const second = 1_000;
const minute = 60 * second;

/** FilterLogEvents' answer holds so many at most. */
const mostInPage = 10_000;

describe.skipIf(endpoint === undefined)('logs on moto', () => {
  async function twoTasks(cluster: string, service: string): Promise<readonly [TaskLog, TaskLog]> {
    const [one, other] = await taskLogs(endpoint ?? '', cluster, service);
    return [present(one, 'a task'), present(other, 'a second task')];
  }

  function open(...args: readonly string[]) {
    const deck = openDashboard(endpoint ?? '', args);
    onTestFinished(() => deck.end());
    return deck;
  }

  test('logs prints the lines of both tasks, once each and in the order of time', async () => {
    const [one, other] = await twoTasks('simple-ecs-cluster', 'simple-config-server');
    const now = Date.now();
    await one.write([now - 60 * minute, 'an hour old'], [now - 5 * minute, 'third'], [now - 30 * second, 'fifth']);
    await other.write([now - 9 * minute, 'first'], [now - 8 * minute, 'second'], [now - 2 * minute, 'fourth']);

    const ended = await runHeadless(endpoint ?? '', [
      ...['logs', 'simple-config-server', '--cluster', 'simple-ecs-cluster', '--since', '10m'],
    ]);
    expect(ended).toMatchObject({code: 0, stderr: ''});
    const printed = (at: number, {task, container}: TaskLog, message: string) =>
      new RegExp(`^${new Date(at).toISOString()}  ${task.slice(0, 8)}  ${container} +${message}$`);
    expect(linesOf(ended.stdout)).toEqual([
      expect.stringMatching(printed(now - 9 * minute, other, 'first')),
      expect.stringMatching(printed(now - 8 * minute, other, 'second')),
      expect.stringMatching(printed(now - 5 * minute, one, 'third')),
      expect.stringMatching(printed(now - 2 * minute, other, 'fourth')),
      expect.stringMatching(printed(now - 30 * second, one, 'fifth')),
    ]);
  });

  test('more lines than one page holds, of one task by its id', async () => {
    const [one, other] = await twoTasks('simple-ecs-cluster', 'simple-eureka');
    const start = Date.now() - 90 * minute;
    const written = Array.from({length: mostInPage + 50}, (_, index): Written => [start + index, `line-${index}`]);
    await one.write(...written.slice(0, mostInPage));
    await one.write(...written.slice(mostInPage));
    await other.write([start, "another task's"]);

    const ended = await runHeadless(endpoint ?? '', ['logs', one.task, '--cluster', 'simple-ecs-cluster', '--since', '2h']);
    expect(ended).toMatchObject({code: 0, stderr: ''});
    expect(linesOf(ended.stdout).map(line => line.split(' ').at(-1))).toEqual(written.map(([, message]) => message));
  });

  test('logs --follow prints a line that is put later, each once, until Ctrl+C', async () => {
    const [one, other] = await twoTasks('discovery', 'checkout');
    await one.write([Date.now() - minute, 'from-before']);
    const deck = open('logs', 'checkout', '--cluster', 'discovery', '--since', '10m', '--follow');
    await deck.sees('from-before');
    await other.write([Date.now(), 'came-later']);
    await deck.sees('came-later');
    // Polls look back: this one has read the line before again.
    await one.write([Date.now(), 'came-last']);
    await deck.sees('came-last');
    expect(deck.text().match(/from-before|came-\w+/g)).toEqual(['from-before', 'came-later', 'came-last']);

    deck.type('\u0003');
    expect(await deck.exit).toMatchObject({signal: constants.signals.SIGINT});
  });

  test('l shows the lines of the service, and follows', async () => {
    const [one, other] = await twoTasks('erp', 'srvweb');
    const now = Date.now();
    await one.write([now - 3 * minute, 'GET /orders'], [now - minute, 'GET /invoices']);
    await other.write([now - 2 * minute, 'GET /customers']);

    const deck = open();
    await deck.sees('erp');
    await goTo(deck, 'services erp', 'srvweb');
    await narrowTo(deck, 'srvweb', 'srvapp2');
    deck.type('l');
    await deck.sees('srvweb logs');
    await deck.sees('following');
    const showing = (...messages: readonly string[]) =>
      deck.until(`${messages} and nothing else`, screen => (screen.match(/GET \S+/g) ?? []).join() === messages.join());
    await showing('GET /orders', 'GET /customers', 'GET /invoices');

    await other.write([Date.now(), 'GET /stock']);
    await showing('GET /orders', 'GET /customers', 'GET /invoices', 'GET /stock');
    const rowOf = (message: string) => deck.lines().find(line => line.includes(message));
    expect(rowOf('GET /orders')).toContain(one.task.slice(0, 8));
    expect(rowOf('GET /stock')).toContain(other.task.slice(0, 8));
  });
});

function linesOf(output: string): readonly string[] {
  return output.trimEnd().split('\n');
}
