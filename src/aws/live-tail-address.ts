// Live Tail's host is AWS's own name with `stream-` before it. An address that somebody configured, in whatever place the SDK looks
// for one (option, environment, profile, its services section), has no such name below it.

import type {CloudWatchLogsClient, ServiceInputTypes, ServiceOutputTypes} from '@aws-sdk/client-cloudwatch-logs';
import type {SerializeMiddleware} from '@smithy/types';

/** Sends what goes to a configured address to exactly that address. */
export function keepConfiguredAddress({middlewareStack, config}: CloudWatchLogsClient): void {
  const keep: SerializeMiddleware<ServiceInputTypes, ServiceOutputTypes> = (next, context) => async args => {
    const resolved = context.endpointV2?.url.hostname;
    if (resolved !== undefined && resolved !== (await amazonHost(config)) && hasHost(args.request)) args.request.hostname = resolved;
    return next(args);
  };
  middlewareStack.addRelativeTo(keep, {name: 'configuredAddress', relation: 'after', toMiddleware: 'serializerMiddleware'});
}

async function amazonHost(config: CloudWatchLogsClient['config']): Promise<string> {
  const {endpointProvider, region, useFipsEndpoint: fips, useDualstackEndpoint: dualStack} = config;
  const [Region, UseFIPS, UseDualStack] = await Promise.all([region(), fips(), dualStack()]);
  return endpointProvider({Region, UseFIPS, UseDualStack}).url.hostname;
}

function hasHost(request: unknown): request is {hostname: string} {
  return typeof request === 'object' && request !== null && 'hostname' in request && typeof request.hostname === 'string';
}
