// Which software writes like what, and the last words of those that end.

import type {Container, Task} from '@aws-sdk/client-ecs';
import {imageResize, invoiceSync, progress, reportExport} from './jobs.ts';
import {agent, checkout, orders} from './orders.ts';
import {springJson, springPlain} from './spring.ts';
import {accessLog, phpLog, stockPrice, weather} from './web.ts';
import type {Writer} from './writer.ts';

const writers: Readonly<Record<string, Writer>> = {
  'simple-application': springPlain,
  'simple-eureka': springPlain,
  'simple-config-server': springJson,
  taskweb: phpLog,
  taskcache: agent,
  'consul-agent': agent,
  registrator: agent,
  portal: accessLog,
  'stock-price': stockPrice,
  weather,
  'ECS-Service-Discovery': accessLog,
  'orders-blue': orders('blue'),
  'orders-green': orders('green'),
  checkout,
  'image-resize': imageResize,
  'report-export': reportExport,
  'invoice-sync': invoiceSync,
};

/** Families of generated worlds write JSON or access logs, in turn by name. */
const generated: readonly Writer[] = [accessLog, springJson, springPlain, stockPrice];

/** The writer of a family; jobs that are not listed tell their progress. */
export function writerOf(family: string): Writer {
  const own = writers[family];
  if (own !== undefined) return own;
  const number = /-(\d{4})$/.exec(family)?.[1];
  return (number === undefined ? undefined : generated[Number(number) % generated.length]) ?? progress;
}

/** One of stock-price's lines every ten minutes bears a time an hour and a half ahead. */
export function isClockAhead(family: string): boolean {
  return family === 'stock-price';
}

/** What a container writes when it ends, as far as it has the time to. */
export function lastWords(family: string, task: Task, container: Container): readonly string[] {
  const {exitCode, reason = ''} = container;
  if (reason.startsWith('OutOfMemory')) return outOfMemory(family);
  if (task.stopCode === 'EssentialContainerExited' && exitCode === 0) return [`INFO  done, exit status 0`];
  if (task.stopCode === 'EssentialContainerExited') return [`ERROR giving up: not signed in`, `FATAL exit status ${exitCode ?? 1}`];
  // 137: killed before it could say anything.
  return exitCode === 137 ? [] : ['INFO  SIGTERM received, no new requests are taken', 'INFO  stopped'];
}

function outOfMemory(family: string): readonly string[] {
  if (family !== 'weather') {
    return [
      'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space',
      '\tat java.util.Arrays.copyOf(Arrays.java:3332)',
      '\tat java.lang.StringBuilder.append(StringBuilder.java:136)',
    ];
  }
  return [
    '<--- Last few GCs --->',
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    'OutOfMemory: container used 200 MiB of 200 MiB',
  ];
}
