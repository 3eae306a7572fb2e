// Task protection: for a while neither deployments nor scaling in stop a task, however long both have to wait.

import {type Runtime, type TaskRecord, touch} from './runtime.ts';

/** Whether the task is to be left alone now. */
export function isProtected({now}: Runtime, {id, cluster}: TaskRecord): boolean {
  return (cluster.state.protectedUntil.get(id) ?? 0) > now;
}

/** Protects the task until then, or no more. */
export function protect(runtime: Runtime, record: TaskRecord, until: number | undefined): void {
  const {id, cluster, service} = record;
  if (until === undefined) cluster.state.protectedUntil.delete(id);
  else cluster.state.protectedUntil.set(id, until);
  if (service) touch(runtime, service, until);
}

/** Has the service looked at when the task's protection ends: what waits for it goes on then. */
export function awaitEndOfProtection(runtime: Runtime, {id, cluster, service}: TaskRecord): void {
  const until = cluster.state.protectedUntil.get(id);
  if (service && until !== undefined && until > runtime.now) touch(runtime, service, until);
}
