// CloudWatch Logs of one connection: a client for each Region that logs are in, since awslogs-region can be another than the cluster's.

import type {LogReads} from '../domain/log-ports.ts';
import {type CallContext, type Caller, createCaller} from './caller.ts';
import {addressed, type ClientSettings} from './client-settings.ts';
import type {LogsOperations} from './logs-client.ts';
import {createLogReads, type LogsConnection} from './logs-reads.ts';

/** Reads of logs, and the end of their clients. */
export interface LogsOfConnection {
  readonly reads: LogReads;
  close(): void;
}

/** Creates the reads; a Region's client is made at its first call. */
export function createLogs(context: CallContext, settings: ClientSettings, identity: LogsConnection['identity']): LogsOfConnection {
  const callers = new Map<string, Caller<LogsOperations>>();
  const callerIn = (region: string): Caller<LogsOperations> => {
    const known = callers.get(region);
    if (known !== undefined) return known;
    const created = createCaller<LogsOperations>('logs', {...context, region}, async attempts =>
      (await import('./logs-client.ts')).openLogsClient({...(await addressed(settings, 'logs')), region}, 'reads', attempts),
    );
    callers.set(region, created);
    return created;
  };
  return {
    reads: createLogReads({callIn: region => callerIn(region).at('foreground'), identity}),
    close() {
      for (const caller of callers.values()) caller.close();
    },
  };
}
