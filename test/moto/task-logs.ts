// What a service's tasks write: events put into the streams that their registered definitions name, as the awslogs driver does.

import {CloudWatchLogs, ResourceAlreadyExistsException} from '@aws-sdk/client-cloudwatch-logs';
import {ECS, type Task} from '@aws-sdk/client-ecs';
import {clientSettings, present} from './register-systems.ts';

/** One event: its stamp in milliseconds since 1970, and its message. */
export type Written = readonly [at: number, message: string];

/** The log of one task's container. */
export interface TaskLog {
  /** The task's id. */
  readonly task: string;
  readonly container: string;
  /** Puts the events, which must be in the order of time, with one PutLogEvents. */
  write(...events: readonly Written[]): Promise<void>;
}

/** The logs of the service's tasks, with their group and streams created. */
export async function taskLogs(endpoint: string, cluster: string, service: string): Promise<readonly TaskLog[]> {
  const ecs = new ECS(clientSettings(endpoint));
  const logs = new CloudWatchLogs(clientSettings(endpoint));
  const listed = await ecs.listTasks({cluster});
  const described = await ecs.describeTasks({cluster, tasks: listed.taskArns});
  // moto narrows no list to a service.
  const tasks = present(described.tasks, 'tasks').filter(({group}) => group === `service:${service}`);
  return Promise.all(tasks.map(task => openLog(ecs, logs, task)));
}

async function openLog(ecs: ECS, logs: CloudWatchLogs, {taskArn, taskDefinitionArn}: Task): Promise<TaskLog> {
  const answer = await ecs.describeTaskDefinition({taskDefinition: taskDefinitionArn});
  const [definition] = present(answer.taskDefinition?.containerDefinitions, 'container definitions');
  const options = present(definition?.logConfiguration?.options, 'a log configuration');
  const container = present(definition?.name, 'the name of a container');
  const task = present(taskArn?.split('/').at(-1), "a task's id");
  const logGroupName = present(options['awslogs-group'], 'a log group');
  const logStreamName = `${options['awslogs-stream-prefix']}/${container}/${task}`;
  await logs.createLogGroup({logGroupName}).catch(unlessThere);
  await logs.createLogStream({logGroupName, logStreamName}).catch(unlessThere);
  return {
    task,
    container,
    async write(...events) {
      const logEvents = events.map(([timestamp, message]) => ({timestamp, message}));
      const {rejectedLogEventsInfo} = await logs.putLogEvents({logGroupName, logStreamName, logEvents});
      if (rejectedLogEventsInfo !== undefined) throw new Error(`moto refused log events: ${JSON.stringify(rejectedLogEventsInfo)}`);
    },
  };
}

function unlessThere(error: unknown): void {
  if (!(error instanceof ResourceAlreadyExistsException)) throw error;
}
