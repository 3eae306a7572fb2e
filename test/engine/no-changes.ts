// Changes for tests that send none.

import type {EcsChanges} from '../../src/domain/ports.ts';

function refuse(): Promise<never> {
  return Promise.reject(new Error('this test sends no change'));
}

/** Each rejects. */
export const noChanges: EcsChanges = {
  scaleService: refuse,
  redeployService: refuse,
  deployRevision: refuse,
  rollBackDeployment: refuse,
  continueDeployment: refuse,
  openShell: refuse,
  openHostShell: refuse,
  stopTask: refuse,
  setContainerInstancesState: refuse,
  setScalingBounds: refuse,
  setScalingSuspension: refuse,
};
