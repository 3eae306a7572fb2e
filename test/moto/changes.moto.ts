// Scale, redeploy and drain by keys arrive at moto, read back through a client of its own.

import {ECS} from '@aws-sdk/client-ecs';
import {afterEach, beforeEach, describe, expect, inject, test, vi} from 'vitest';
import {answer, confirm, goTo, narrowTo} from '../pty/steps.ts';
import {type MotoDashboard, openDashboard} from './dashboard.ts';
import {clientSettings} from './register-systems.ts';

const endpoint = inject('motoEndpoint');

describe.skipIf(endpoint === undefined)('changes on moto', () => {
  const ecs = new ECS(clientSettings(endpoint ?? ''));
  let deck: MotoDashboard;

  beforeEach(async () => {
    deck = openDashboard(endpoint ?? '', ['--write']);
    await deck.sees('erp');
  });

  afterEach(() => deck.end());

  async function service(name: string) {
    const answer = await ecs.describeServices({cluster: 'erp', services: [name]});
    return answer.services?.[0];
  }

  test('scale: the desired count, and the audit log tells of it before and after', async () => {
    await goTo(deck, 'services erp', 'srvweb');
    await narrowTo(deck, 'srvweb', 'srvapp2');
    deck.type('s');
    await answer(deck, 'Desired count (5, +2, -1)', '5');
    await confirm(deck, 'srvweb: 2 → 5');
    await vi.waitFor(async () => expect((await service('srvweb'))?.desiredCount).toBe(5), 15_000);
    await deck.until('5 of 5', screen => /srvweb.*5\/5/.test(screen));
    await vi.waitFor(() => expect(deck.audit().length).toBeGreaterThanOrEqual(2), 5_000);
    expect(deck.audit().every(line => line.includes('srvweb'))).toBe(true);
  });

  test('redeploy: a new deployment, and the desired count is left alone', async () => {
    const before = await service('srvapp1');
    await goTo(deck, 'services erp', 'srvapp1');
    await narrowTo(deck, 'srvapp1', 'srvapp2');
    deck.type('r');
    await confirm(deck, 'srvapp1');
    const newDeployment = async () => (await service('srvapp1'))?.deployments?.[0]?.id;
    await vi.waitFor(async () => expect(await newDeployment()).not.toBe(before?.deployments?.[0]?.id), 15_000);
    expect((await service('srvapp1'))?.desiredCount).toBe(before?.desiredCount);
  });

  test('deploy: the revision that was named, and the desired count is left alone', async () => {
    const before = await service('srvapp1');
    await goTo(deck, 'services erp', 'srvapp1');
    await narrowTo(deck, 'srvapp1', 'srvapp2');
    deck.type('D');
    await answer(deck, 'Revision to run instead of taskweb:8 (41, -1 for the one before)', '7');
    await confirm(deck, 'srvapp1: taskweb:8 → taskweb:7');
    await vi.waitFor(async () => expect((await service('srvapp1'))?.taskDefinition).toMatch(/taskweb:7$/), 15_000);
    expect((await service('srvapp1'))?.desiredCount).toBe(before?.desiredCount);
  });

  test('drain: this instance and no other', async () => {
    const listed = await ecs.listContainerInstances({cluster: 'consul-demo'});
    const instances = async () => {
      const answer = await ecs.describeContainerInstances({cluster: 'consul-demo', containerInstances: listed.containerInstanceArns});
      return answer.containerInstances ?? [];
    };
    const [target, other] = await instances();
    const wanted = target?.ec2InstanceId ?? '';
    await goTo(deck, 'instances consul-demo', wanted);
    await narrowTo(deck, wanted, other?.ec2InstanceId ?? '');
    deck.type('D');
    await confirm(deck, `drain ${wanted}`);
    const status = async (id: string | undefined) => (await instances()).find(instance => instance.ec2InstanceId === id)?.status;
    await vi.waitFor(async () => expect(await status(wanted)).toBe('DRAINING'), 15_000);
    expect(await status(other?.ec2InstanceId)).toBe('ACTIVE');
    await deck.sees('draining');
  });
});
