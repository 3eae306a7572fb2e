// The SDK's real clients over a demo region in the same process, on a clock that stands still.

import {ApplicationAutoScalingClient} from '@aws-sdk/client-application-auto-scaling';
import {EC2Client} from '@aws-sdk/client-ec2';
import {ECSClient} from '@aws-sdk/client-ecs';
import {ElasticLoadBalancingV2Client} from '@aws-sdk/client-elastic-load-balancing-v2';
import {ServiceDiscoveryClient} from '@aws-sdk/client-servicediscovery';
import {SSMClient} from '@aws-sdk/client-ssm';
import {STSClient} from '@aws-sdk/client-sts';
import {createDemo, type DemoOptions} from '../../../src/demo/demo.ts';
import {createRequestHandler} from '../../../src/demo/request-handler.ts';
import {type ManualClock, manualClock} from '../../aws/manual-clock.ts';

/** Key material that no service ever checks. */
export const credentials = {accessKeyId: 'AKIADEMO', secretAccessKey: 'secret'};

/** A demo and its clients, which never retry. */
export function launch(options: Omit<DemoOptions, 'clock'> & {readonly clock?: ManualClock; readonly signFor?: string} = {}) {
  const {clock = manualClock(), signFor = 'ap-southeast-1', ...rest} = options;
  const region = createDemo({clock, ...rest});
  const settings = {region: signFor, credentials, maxAttempts: 1, requestHandler: createRequestHandler(region, clock)};
  return {
    clock,
    region,
    ecs: new ECSClient(settings),
    sts: new STSClient(settings),
    ec2: new EC2Client(settings),
    cloudMap: new ServiceDiscoveryClient(settings),
    elb: new ElasticLoadBalancingV2Client(settings),
    ssm: new SSMClient(settings),
    scaling: new ApplicationAutoScalingClient(settings),
  };
}

/** What `work` rejected with, by the parts that a client can see. */
export async function refusal(
  work: Promise<unknown>,
): Promise<{readonly name: string; readonly message: string; readonly status?: number}> {
  const error: unknown = await work.then(
    () => {
      throw new Error('was not refused');
    },
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error(`rejected with ${String(error)}`);
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const status = typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata ? metadata.httpStatusCode : undefined;
  return {name: error.name, message: error.message, ...(typeof status === 'number' && {status})};
}
