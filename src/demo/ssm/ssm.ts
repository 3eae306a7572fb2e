// Systems Manager: the table of its operations, and its rates.

import type {EcsState} from '../ecs/state.ts';
import type {FaultSwitch} from '../faults.ts';
import type {HostBook} from '../hosts/host-book.ts';
import type {Timeline} from '../hosts/timeline.ts';
import {jsonProtocol} from '../wire/json-protocol.ts';
import type {DemoService, Operation, ThrottleCategory} from '../wire/service.ts';
import type {SsmContext} from './context.ts';
import {Delivery} from './delivery.ts';
import {describeInstanceInformation} from './instance-information.ts';
import {getCommandInvocation, listCommandInvocations, listCommands} from './listings.ts';
import {cancelCommand, sendCommand} from './send-command.ts';
import {startSession} from './start-session.ts';

interface Parts {
  readonly state: EcsState;
  readonly hosts: HostBook;
  readonly timeline: Timeline;
  readonly faults: FaultSwitch;
  readonly random: () => number;
}

/** Systems Manager over the hosts of the world. */
export function ssm({state, hosts, timeline, faults, random}: Parts): DemoService {
  const {account, region} = state;
  const delivery = new Delivery({book: hosts, timeline, faults});
  const context: SsmContext = {account, region, book: hosts, timeline, delivery, commands: new Map(), random};
  const over =
    <Input>(run: (context: SsmContext, input: Input) => object): Operation =>
    input =>
      run(context, input as Input);
  return {
    iamPrefix: 'ssm',
    wireName: 'AmazonSSM',
    protocol: jsonProtocol,
    operations: {
      DescribeInstanceInformation: over(describeInstanceInformation),
      SendCommand: over(sendCommand),
      CancelCommand: over(cancelCommand),
      ListCommands: over(listCommands),
      ListCommandInvocations: over(listCommandInvocations),
      GetCommandInvocation: over(getCommandInvocation),
      StartSession: over(startSession),
    },
    throttleCategory: () => rate,
  };
}

/** AWS does not publish the rates of Run Command; operators are throttled somewhere above ten calls a second. */
const rate: ThrottleCategory = {name: 'ssm', limit: {burst: 20, perSecond: 10}};
