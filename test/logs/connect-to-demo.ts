// The real SDK clients over a demo region in this process, whose time stands still until the test lets it pass.

import {createConnection} from '../../src/aws/connection.ts';
import {createDemo} from '../../src/demo/demo.ts';
import {createRequestHandler} from '../../src/demo/request-handler.ts';
import {manualClock} from '../aws/manual-clock.ts';

/** The Region that the clients sign for. */
export const region = 'ap-southeast-1';

/** Connects; changes are refused. */
export async function connectToDemo() {
  const clock = manualClock();
  const demo = createDemo({clock});
  const connection = await createConnection({
    clock,
    region,
    requestHandler: createRequestHandler(demo, clock),
    credentials: {accessKeyId: 'AKIADEMO', secretAccessKey: 'secret'},
    allowsChanges: false,
  });
  return {clock, demo, connection};
}
