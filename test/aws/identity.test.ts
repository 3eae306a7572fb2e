import {expect, test} from 'vitest';
import {identityOf} from '../../src/aws/identity.ts';

test.each([
  ['arn:aws:sts::111122223333:assumed-role/OnCall/ada', 'OnCall', 'aws'],
  ['arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_OnCall_Prod_0123456789abcdef/ada@example.com', 'OnCall_Prod', 'aws'],
  ['arn:aws-cn:iam::111122223333:user/teams/erp/ada', 'ada', 'aws-cn'],
  ['arn:aws-us-gov:sts::111122223333:federated-user/ada', 'ada', 'aws-us-gov'],
  ['arn:aws:iam::111122223333:root', 'root', 'aws'],
])('%s acts as %s in %s', (arn, role, partition) => {
  expect(identityOf(arn)).toEqual({account: '111122223333', arn, role, partition});
});
