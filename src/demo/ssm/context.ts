// What the operations of Systems Manager are handed.

import type {HostBook} from '../hosts/host-book.ts';
import type {Timeline} from '../hosts/timeline.ts';
import type {DemoCommand} from './command.ts';
import type {Delivery} from './delivery.ts';

/** The service as its operations see it. */
export interface SsmContext {
  readonly account: string;
  readonly region: string;
  readonly book: HostBook;
  readonly timeline: Timeline;
  readonly delivery: Delivery;
  /** By id, in the order in which they were sent. */
  readonly commands: Map<string, DemoCommand>;
  /** 0 ≤ random() < 1; for ids alone. */
  readonly random: () => number;
}
