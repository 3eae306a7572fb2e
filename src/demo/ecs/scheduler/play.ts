// What happens when something falls due: one case for each kind of thing on the agenda.

import {findAgent, loseAgent} from './agents.ts';
import {reconcile, repeatSteady} from './reconcile.ts';
import {raiseAlarm, takeUpRollback} from './rollback.ts';
import {beginDeployment, deploymentInProgress, primaryOf} from './rollout.ts';
import {runJob} from './run-task.ts';
import type {Due, Runtime, ServiceRecord, TaskDue} from './runtime.ts';
import {endStage, expirePause, watchStage} from './stages.ts';
import {stepUp} from './task-start.ts';
import {forget, meetFate, stepDown} from './task-stop.ts';

/** Plays all that falls due up to `time`, in its order, each at its own time. */
export function playUntil(runtime: Runtime, time: number): void {
  for (let due = runtime.agenda.takeDue(time); due !== undefined; due = runtime.agenda.takeDue(time)) {
    runtime.now = Math.max(runtime.now, due.at);
    play(runtime, due.item);
  }
  runtime.now = Math.max(runtime.now, time);
}

function play(runtime: Runtime, due: Due): void {
  switch (due.kind) {
    case 'task-step':
      takeStep(runtime, due);
      break;
    case 'task-forgotten':
      forget(runtime, due.record);
      break;
    case 'service-touched':
      reconcile(runtime, due.service);
      break;
    case 'steady-repeated':
      repeatSteady(runtime, due.service, due.turn);
      break;
    case 'stage-ended':
      endStage(runtime, due.service, due.deployment);
      break;
    case 'hook-expired':
      expirePause(runtime, due.service, due.deployment, due.hookId);
      break;
    case 'rollback-requested':
      takeUpRollback(runtime, due.service, due.deployment);
      break;
    case 'alarm-raised':
      raiseAlarm(runtime, due.service, due.deployment);
      break;
    case 'redeployed':
      redeploy(runtime, due.service, due.taskDefinition, due.expected);
      break;
    case 'agent-lost':
      loseAgent(runtime, due.trouble);
      break;
    case 'agent-found':
      findAgent(runtime, due.instance);
      break;
    case 'job-due':
      runJob(runtime, due.job);
      break;
    default:
      due satisfies never;
  }
}

/** Begins a deployment of the service's task definition, in stages where the service is deployed so. */
export function deploy(runtime: Runtime, service: ServiceRecord): void {
  beginDeployment(runtime, service);
  watchStage(runtime, service);
}

function takeStep(runtime: Runtime, due: TaskDue): void {
  const {record, to, turn} = due;
  if (record.turn !== turn) return;
  if (record.instance?.instance.instance.agentConnected === false) {
    record.instance.held.push(due);
    return;
  }
  switch (to) {
    case 'PENDING':
    case 'ACTIVATING':
    case 'RUNNING':
    case 'READY':
      stepUp(runtime, record, to);
      break;
    case 'FATE':
      meetFate(runtime, record);
      break;
    case 'STOPPING':
    case 'EXITED':
    case 'DEPROVISIONING':
    case 'STOPPED':
      stepDown(runtime, record, to);
      break;
    default:
      to satisfies never;
  }
}

/** Only when nobody has deployed anything else, or is deploying, since it was planned. */
function redeploy(runtime: Runtime, service: ServiceRecord, taskDefinition: string, expected: string): void {
  if (primaryOf(service)?.id !== expected || deploymentInProgress(service) !== undefined) return;
  service.state.service.taskDefinition = taskDefinition;
  deploy(runtime, service);
}
