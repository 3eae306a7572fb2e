// CloudWatch Logs where nobody asks for any.

import type {LiveTailUpdate, LogReads} from '../../src/domain/log-ports.ts';

/** Reads that answer with nothing. */
export const noLogs: LogReads = {
  filterPage: async () => ({events: []}),
  newestPage: async () => ({events: []}),
  async *liveTail(): AsyncIterable<LiveTailUpdate> {},
};
