// The hosts that a command is for: named by id, or found by tags.

import type {SendCommandRequest, Target} from '@aws-sdk/client-ssm';
import type {Host} from '../hosts/host.ts';
import {AwsError} from '../wire/aws-error.ts';
import type {SsmContext} from './context.ts';
import {invalid, invalidInstances} from './limits.ts';

const mostIds = 50;
const mostTargets = 5;

/** Ids of the hosts. Throws AwsError for hosts that no command can be sent to. */
export function targetsOf(context: SsmContext, {InstanceIds: ids = [], Targets: targets = []}: SendCommandRequest): readonly string[] {
  if (ids.length > mostIds) throw invalid(`[${ids.join(', ')}]`, 'instanceIds', `have length less than or equal to ${mostIds}`);
  if (targets.length > mostTargets)
    throw invalid(`[${targets.length} targets]`, 'targets', `have length less than or equal to ${mostTargets}`);
  if ((ids.length === 0) === (targets.length === 0)) {
    throw new AwsError('InvalidParameters', 'Either InstanceIds or Targets must be specified, and not both.');
  }
  if (ids.length === 0) return found(context, targets);
  requireEach(context, ids);
  return ids;
}

function requireEach({book, account}: SsmContext, ids: readonly string[]): void {
  if (new Set(ids).size < ids.length) throw new AwsError('DuplicateInstanceId', 'An instance ID is specified more than once.');
  const hosts = ids.map(id => book.find(id));
  const missing = ids.filter((_, index) => (hosts[index]?.ssmAgent ?? 'none') === 'none');
  if (missing.length > 0) throw invalidInstances(missing, account);
  const unfit = ids.filter((_, index) => hosts[index]?.system.type === 'Windows');
  if (unfit.length > 0) {
    throw new AwsError('UnsupportedPlatformType', `The document does not support the platform type of the instances [${unfit.join(', ')}]`);
  }
}

/** Hosts that match every target. What the ids among them name and nobody manages is left for the delivery to fail. */
function found({book}: SsmContext, targets: readonly Target[]): readonly string[] {
  const named = targets.find(({Key}) => Key === 'InstanceIds');
  if (named !== undefined && targets.length === 1) return [...new Set(named.Values)];
  const tests = targets.map(testOf);
  return Array.from(
    book.managed().filter(host => host.system.type === 'Linux' && tests.every(test => test(host))),
    host => host.id,
  );
}

function testOf({Key: key = '', Values: values = []}: Target): (host: Host) => boolean {
  if (key === 'InstanceIds') return host => values.includes(host.id);
  if (!key.startsWith('tag:')) throw new AwsError('InvalidTarget', `The target is not valid: ${key}`);
  const name = key.slice('tag:'.length);
  return host => host.instance.instance.tags?.some(tag => tag.key === name && values.includes(tag.value ?? '')) ?? false;
}
