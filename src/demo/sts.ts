// Security Token Service: who is calling.

import {queryProtocol} from './wire/query-protocol.ts';
import type {DemoService} from './wire/service.ts';

/** STS for one caller. */
export function sts({callerArn}: {readonly callerArn: string}): DemoService {
  return {
    iamPrefix: 'sts',
    wireName: '2011-06-15',
    protocol: queryProtocol,
    operations: {GetCallerIdentity: getCallerIdentity.bind(undefined, callerArn)},
  };
}

function getCallerIdentity(callerArn: string): object {
  const [, , , , account = '', , , session = ''] = callerArn.split(/[:/]/);
  return {Arn: callerArn, UserId: `AROADEMOREGIONONCALL:${session}`, Account: account};
}
