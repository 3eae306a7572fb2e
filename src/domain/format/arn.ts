// The short names inside Amazon Resource Names.

import {type SafeText, safeText} from '../safe-text.ts';

/** The last part of an ARN: `…:service/erp/srvweb` is `srvweb`. What is no ARN comes back as it is. */
export function arnName(arn: string): SafeText {
  return safeText(rawArnName(arn));
}

/** A task definition's family and revision: `taskweb:8`. */
export function shortDefinition(arn: string): SafeText {
  return arnName(arn);
}

/** The family in a task definition's ARN or in `family:revision`, raw, as AWS calls want it. */
export function familyOf(definition: string): string {
  return rawArnName(definition).replace(/:\d+$/, '');
}

/** The account, Region and partition that an ARN names; empty strings where it names none. */
export function arnPlace(arn: string): {readonly partition: string; readonly region: string; readonly account: string} {
  const [, partition = '', , region = '', account = ''] = arn.split(':');
  return {partition, region, account};
}

/** `targetweb` of a target group's ARN (`…:targetgroup/targetweb/73e2d6bc24d8a067`). */
export function targetGroupName(arn: string): SafeText {
  return safeText(arn.split('/')[1] ?? arn);
}

/** The last part of an ARN exactly as AWS calls want it: what follows the last slash, or else the resource. */
export function rawArnName(arn: string): string {
  const slash = arn.lastIndexOf('/');
  if (slash !== -1) return arn.slice(slash + 1);
  return arn.startsWith('arn:') ? arn.split(':').slice(5).join(':') : arn;
}
