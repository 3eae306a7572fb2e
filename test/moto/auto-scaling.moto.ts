// Application Auto Scaling on moto: rules that its own API took, and changes read back through a client of its own.

import {ApplicationAutoScaling} from '@aws-sdk/client-application-auto-scaling';
import {beforeAll, describe, expect, inject, test} from 'vitest';
import {goTo, narrowTo} from '../pty/steps.ts';
import {openDashboard, runHeadless} from './dashboard.ts';
import {clientSettings} from './register-systems.ts';

const endpoint = inject('motoEndpoint');
const target = {ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount', ResourceId: 'service/erp/srvapp2'} as const;

describe.skipIf(endpoint === undefined)('auto scaling on moto', () => {
  const scaling = new ApplicationAutoScaling(clientSettings(endpoint ?? ''));

  beforeAll(async () => {
    await scaling.registerScalableTarget({...target, MinCapacity: 2, MaxCapacity: 8});
    await scaling.putScalingPolicy({
      ...target,
      PolicyName: 'srvapp2-cpu',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 60,
        PredefinedMetricSpecification: {PredefinedMetricType: 'ECSServiceAverageCPUUtilization'},
        ScaleOutCooldown: 60,
        DisableScaleIn: true,
      },
    });
    await scaling.putScheduledAction({
      ...target,
      ScheduledActionName: 'new-year',
      Schedule: 'at(2090-01-01T00:00:00)',
      ScalableTargetAction: {MinCapacity: 4},
    });
  });

  async function registered() {
    const {ScalableTargets} = await scaling.describeScalableTargets({ServiceNamespace: 'ecs', ResourceIds: [target.ResourceId]});
    return ScalableTargets?.[0];
  }

  test('the details of a service tell its bounds, policies and scheduled actions', async () => {
    const deck = openDashboard(endpoint ?? '', []);
    try {
      await deck.sees('erp');
      await goTo(deck, 'services erp', 'srvapp2');
      await narrowTo(deck, 'srvapp2', 'srvweb');
      deck.type('d');
      await deck.until('the bounds', screen => /Autoscaling +2 to 8 tasks/.test(screen));
      deck.type('G');
      await deck.sees('keeps average CPU at 60 %; cooldown out 60 s, in never');
      await deck.until('the action', screen => /new-year +sets minimum 4 next at 2090-01-01 00:00/.test(screen));
    } finally {
      await deck.end();
    }
  });

  test('suspending and new bounds arrive, each alone', async () => {
    const verb = (line: string) => runHeadless(endpoint ?? '', [...line.split(' '), '--cluster', 'erp', '--write', '--yes']);
    expect(await verb('suspend-scaling srvapp2 in,scheduled')).toMatchObject({code: 0, stderr: ''});
    const SuspendedState = {DynamicScalingInSuspended: true, DynamicScalingOutSuspended: false, ScheduledScalingSuspended: true};
    expect(await registered()).toMatchObject({MinCapacity: 2, MaxCapacity: 8, SuspendedState});
    expect(await verb('scaling-bounds srvapp2 -12')).toMatchObject({code: 0, stderr: ''});
    expect(await registered()).toMatchObject({MinCapacity: 2, MaxCapacity: 12, SuspendedState});
    expect(await verb('resume-scaling srvapp2')).toMatchObject({code: 0, stderr: ''});
    expect((await registered())?.SuspendedState).toMatchObject({DynamicScalingInSuspended: false, ScheduledScalingSuspended: false});
    expect(await verb('scaling-bounds srvapp1 2-4')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('srvapp1 has no auto scaling'),
    });
  });

  test('an API that the endpoint does not have costs its own table alone', async () => {
    const ended = await runHeadless(endpoint ?? '', ['get', 'scaling', '--cluster', 'erp', '--service', 'srvapp2']);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('DescribeScalingActivities');
  });
});
