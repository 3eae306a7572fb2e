// Whether a container lives in the zone that its neighbours do.

import {type ContainerTimezone, isSameZone} from '../container-timezone.ts';
import {text} from '../safe-text.ts';
import {healthy, type Verdict} from './verdict.ts';

/** The verdict on a container's zone. */
export function timezoneVerdict({source, zone, otherZone, wanted}: ContainerTimezone): Verdict {
  if (zone !== undefined && otherZone !== undefined) {
    return {tone: 'warn', note: text`the JVM is in ${zone}, and TZ says ${otherZone}`};
  }
  if (zone !== undefined) {
    return wanted === undefined || isSameZone(zone, wanted) ? healthy : {tone: 'warn', note: text`differs from ${wanted}`};
  }
  switch (source) {
    case 'mount':
      return {tone: 'quiet', note: text`the host's zone: see :time for the hosts`};
    case 'secret':
      return {tone: 'quiet', note: text`TZ comes from a secret, which is not read`};
    default:
      return wanted === undefined || isSameZone(wanted, 'UTC')
        ? {tone: 'quiet', note: text`the image's own, in most images UTC`}
        : {tone: 'warn', note: text`not set: the image's own, in most images UTC and not ${wanted}`};
  }
}
