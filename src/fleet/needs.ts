// The IAM actions that running a playbook takes, from its declaration: for the policies and the docs.

import type {Playbook} from './playbook.ts';

/** What supervising any run reads: the hosts, and what has become of what was sent to them. */
export const fleetReadActions: readonly string[] = [
  'ecs:DescribeCapacityProviders',
  'ecs:DescribeClusters',
  'ecs:DescribeContainerInstances',
  'ecs:ListContainerInstances',
  'ssm:DescribeInstanceInformation',
  'ssm:GetCommandInvocation',
  'ssm:ListCommandInvocations',
  'ssm:ListCommands',
];

/** What a playbook changes at AWS. A check is a send as well. */
export function changeActions({drainsFirst}: Pick<Playbook, 'drainsFirst'>): readonly string[] {
  return ['ssm:SendCommand', 'ssm:CancelCommand', ...(drainsFirst ? ['ecs:UpdateContainerInstancesState'] : [])];
}
