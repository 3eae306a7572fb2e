import {expect, test} from 'vitest';
import {CredentialsExpired, OutcomeUnknown, Refused} from '../../src/domain/errors.ts';
import {awsError, connectTo, patient} from './fake-endpoint.ts';
import {settle} from './manual-clock.ts';

const clusterArn = 'arn:aws:ecs:eu-west-1:111122223333:cluster/erp';
const definitionArn = 'arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7';

test('lists are read page by page at the largest page size', async () => {
  const {ecs, sent} = await connectTo(({input}) => ({
    body: input.nextToken === undefined ? {serviceArns: ['a'], nextToken: 'more'} : {serviceArns: ['b']},
  }));
  const found: (readonly string[])[] = [];
  for await (const page of ecs.listServices('erp', patient)) {
    found.push(page);
    expect(sent).toHaveLength(found.length);
  }
  expect(found).toEqual([['a'], ['b']]);
  expect(sent.map(({input}) => input)).toEqual([
    {cluster: 'erp', maxResults: 100},
    {cluster: 'erp', maxResults: 100, nextToken: 'more'},
  ]);
});

test('what AWS could not describe comes back with its reason', async () => {
  const {ecs} = await connectTo(() => ({body: {clusters: [{clusterArn}], failures: [{arn: 'x', reason: 'MISSING'}]}}));
  const {rows, failures} = await ecs.describeClusters(['erp', 'x'], patient);
  expect(rows[0]).toMatchObject({arn: clusterArn, name: 'erp', runningTasks: 0});
  expect(failures).toEqual([{arn: 'x', reason: 'MISSING'}]);
});

test('each change sends only the field that it is about', async () => {
  const {connection, sent} = await connectTo(() => ({body: {}, headers: {'x-amzn-requestid': 'request-1'}}));
  const {changes} = connection;
  expect(await changes.scaleService('erp', 'api', 0, patient)).toEqual({requestId: 'request-1'});
  await changes.redeployService('erp', 'api', patient);
  await changes.deployRevision('erp', 'api', 'web:7', patient);
  await changes.stopTask('erp', 'task', 'why', patient);
  await changes.setContainerInstancesState('erp', ['one'], 'DRAINING', patient);
  expect(sent.map(({operation, input}) => [operation, input])).toEqual([
    ['UpdateService', {cluster: 'erp', service: 'api', desiredCount: 0}],
    ['UpdateService', {cluster: 'erp', service: 'api', forceNewDeployment: true}],
    ['UpdateService', {cluster: 'erp', service: 'api', taskDefinition: 'web:7'}],
    ['StopTask', {cluster: 'erp', task: 'task', reason: 'why'}],
    ['UpdateContainerInstancesState', {cluster: 'erp', containerInstances: ['one'], status: 'DRAINING'}],
  ]);
});

test('a change is refused by the clients themselves while changes are not allowed', async () => {
  let isAllowed = false;
  const {connection, sent} = await connectTo(() => ({body: {}}), {allowsChanges: () => isAllowed});
  await expect(connection.changes.scaleService('erp', 'api', 1, patient)).rejects.toThrow(Refused);
  expect(sent).toEqual([]);
  isAllowed = true;
  await connection.changes.scaleService('erp', 'api', 1, patient);
  expect(sent).toHaveLength(1);
});

test('a change that the caller left while it was on its way may have happened', async () => {
  const {connection, sent} = await connectTo(() => 'never');
  const caller = new AbortController();
  const failed = connection.changes.scaleService('erp', 'api', 1, caller.signal).catch((error: unknown) => error);
  // The module of the client is imported first, which takes real time.
  while (sent.length === 0) await settle();
  caller.abort(new Error('left'));
  expect(await failed).toBeInstanceOf(OutcomeUnknown);
});

test("a read that the caller left rejects with the caller's reason", async () => {
  const {ecs} = await connectTo(() => 'never');
  const caller = new AbortController();
  const failed = ecs.describeClusters(['erp'], caller.signal);
  caller.abort(new Error('scope changed'));
  await expect(failed).rejects.toThrow('scope changed');
});

test('a task definition is read once, also by those who ask at the same time', async () => {
  const {connection, ecs, sent} = await connectTo(() => ({
    body: {taskDefinition: {taskDefinitionArn: definitionArn, family: 'api', revision: 7}},
  }));
  const leaving = new AbortController();
  const left = ecs.taskDefinition(definitionArn, leaving.signal);
  const stays = connection.background.ecs.taskDefinition(definitionArn, patient);
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  expect(await stays).toMatchObject({family: 'api', revision: 7, networkMode: 'bridge'});
  await ecs.taskDefinition(definitionArn, patient);
  expect(sent).toHaveLength(1);
  await ecs.taskDefinition('api', patient);
  expect(sent).toHaveLength(2);
});

test('revisions of a family are listed newest first, and only its own', async () => {
  const {ecs, sent} = await connectTo(() => ({body: {taskDefinitionArns: ['x:task-definition/api:2', 'x/api-admin:9', 'x/api:1']}}));
  for await (const page of ecs.listTaskDefinitions('api', patient)) expect(page).toEqual(['x:task-definition/api:2', 'x/api:1']);
  expect(sent[0]?.input).toMatchObject({familyPrefix: 'api', sort: 'DESC', maxResults: 100});
});

test('service deployments are shown with their task definitions, and without them when those are denied', async () => {
  const deployment = {serviceDeploymentArn: 'd/1', targetServiceRevision: {arn: 'r/1', requestedTaskCount: 3}};
  let isDenied = true;
  const {ecs} = await connectTo(({operation}) => {
    if (operation === 'DescribeServiceDeployments') return {body: {serviceDeployments: [deployment]}};
    if (isDenied) return awsError('AccessDeniedException', 'no');
    return {body: {serviceRevisions: [{serviceRevisionArn: 'r/1', taskDefinition: definitionArn}]}};
  });
  expect((await ecs.describeServiceDeployments(['d/1'], patient)).rows[0]?.target).toEqual({
    revisionArn: 'r/1',
    requested: 3,
    running: 0,
    pending: 0,
  });
  isDenied = false;
  expect((await ecs.describeServiceDeployments(['d/1'], patient)).rows[0]?.target.taskDefinitionArn).toBe(definitionArn);
});

test("the raw view shows AWS's answer without the SDK's additions", async () => {
  const {ecs} = await connectTo(() => ({body: {clusters: [{clusterArn}], failures: []}}));
  expect(await ecs.raw({kind: 'cluster', arn: clusterArn}, patient)).toEqual({clusters: [{clusterArn}], failures: []});
});

test('who we are is asked once', async () => {
  const {connection, sent} = await connectTo(() => ({
    body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
      <Arn>arn:aws-cn:sts::111122223333:assumed-role/OnCall/ada</Arn><UserId>A:ada</UserId><Account>111122223333</Account>
      </GetCallerIdentityResult></GetCallerIdentityResponse>`,
  }));
  expect(await connection.region.identity(patient)).toMatchObject({account: '111122223333', role: 'OnCall', partition: 'aws-cn'});
  await connection.background.identity(patient);
  expect(sent).toHaveLength(1);
});

test('calls are counted and paced in one place', async () => {
  const {connection, ecs} = await connectTo(() => ({body: {clusters: []}}));
  await ecs.describeClusters(['erp'], patient);
  await connection.background.ecs.describeClusters(['erp'], patient);
  expect(connection.callsPerMinute()).toBe(2);
});

test('neither credentials nor environment are asked for when they are given', async () => {
  const {ecs, sent} = await connectTo(() => awsError('ExpiredTokenException', 'expired'));
  await expect(ecs.describeClusters(['erp'], patient)).rejects.toThrow(CredentialsExpired);
  expect(sent[0]?.headers.authorization).toContain('Credential=AKIAEXAMPLE/');
});
