// What auto scaling did, or left as it was and why, in words.

import type {Verdict} from '../health/verdict.ts';
import {noText, type SafeText, safeText, text} from '../safe-text.ts';
import type {Tone} from '../tone.ts';
import type {NotScaledReason, ScalingActivity} from './scaling.ts';

/** Why nothing was scaled, in words; a code that is not known is told as AWS has it. */
export function notScaledWords({code, minimum, maximum, current}: NotScaledReason): SafeText {
  switch (code) {
    case 'AlreadyAtMaxCapacity':
      return text`at its maximum${ofCount(maximum ?? current)}`;
    case 'AlreadyAtMinCapacity':
      return text`at its minimum${ofCount(minimum ?? current)}`;
    case 'AlreadyAtDesiredCapacity':
      return text`already has the count that the policy asks for`;
    case 'AutoScalingAnticipatedFlapping':
      return text`would be undone at once`;
    case 'TargetServicePutResourceAsUnscalable':
      return text`ECS lets it not be scaled at the moment`;
    default:
      return safeText(code);
  }
}

/** What a reason for not scaling means, and what to do about it, for the details. */
export function notScaledAdvice({code}: NotScaledReason): SafeText {
  switch (code) {
    case 'AlreadyAtMaxCapacity':
      return text`The policy wants more tasks than the bounds allow: raise the maximum if they should run.`;
    case 'AlreadyAtMinCapacity':
      return text`The policy wants fewer tasks than the bounds allow: lower the minimum if they should stop.`;
    case 'AlreadyAtDesiredCapacity':
      return text`The alarm is on, but the count that the policy calculates is the one that it has.`;
    case 'AutoScalingAnticipatedFlapping':
      return text`Scaling in would put the metric beyond its target again: auto scaling waits rather than go to and fro.`;
    case 'TargetServicePutResourceAsUnscalable':
      return text`It is tried again when the policy next asks for it. While a deployment is in progress ECS is not scaled in.`;
    default:
      return text`AWS gives this code alone.`;
  }
}

function ofCount(count: number | undefined): string {
  return count === undefined ? '' : ` of ${count}`;
}

/** What an activity did: `set 6 (4 before)`, `stays`, or AWS's description where it names no count. */
export function activityWords({count, countBefore, description, notScaled}: ScalingActivity): SafeText {
  if (notScaled.length > 0) {
    const current = notScaled.find(reason => reason.current !== undefined)?.current;
    return current === undefined ? text`stays` : text`stays at ${current}`;
  }
  if (count === undefined) return safeText(description);
  return countBefore === undefined ? text`set ${count}` : text`set ${count} (${countBefore} before)`;
}

/** The verdict on an activity: what asks for a person is warn or bad. The note is its reason. */
export function activityVerdict(activity: ScalingActivity): Verdict {
  const {notScaled, status, message} = activity;
  if (notScaled.length > 0) {
    const note = safeText(notScaled.map(notScaledWords).join('; '));
    return {tone: worst(notScaled.map(reasonTone)), note};
  }
  const note = messageWords(message ?? '');
  switch (status) {
    case 'Successful':
      return {tone: 'ok', note: noText};
    case 'Pending':
    case 'InProgress':
      return {tone: 'busy', note};
    case 'Failed':
      return {tone: 'bad', note};
    case 'Unfulfilled':
      return {tone: 'warn', note};
    case 'Overridden':
      return {tone: 'quiet', note: text`a later one took its place`};
    default:
      return {tone: 'plain', note};
  }
}

/** AWS's message without what the row tells already; the details have all of it. */
function messageWords(message: string): SafeText {
  if (/^Successfully set desired count to \d+\. Waiting for change to be fulfilled by ecs\.$/.test(message)) {
    return text`not all of its tasks run yet`;
  }
  return safeText(message.replace(/^Failed to set desired count to \d+\. Reason: /, ''));
}

/** The status in one or two words: `not scaled` where that is what it comes to. */
export function statusWords({notScaled, status}: ScalingActivity): SafeText {
  if (notScaled.length > 0) return text`not scaled`;
  return status === 'InProgress' ? text`in progress` : safeText(status.toLowerCase());
}

function reasonTone({code}: NotScaledReason): Tone {
  switch (code) {
    case 'AlreadyAtMaxCapacity':
    case 'TargetServicePutResourceAsUnscalable':
      return 'warn';
    case 'AlreadyAtMinCapacity':
    case 'AlreadyAtDesiredCapacity':
    case 'AutoScalingAnticipatedFlapping':
      return 'quiet';
    default:
      return 'plain';
  }
}

function worst(tones: readonly Tone[]): Tone {
  return tones.includes('warn') ? 'warn' : (tones.find(tone => tone === 'plain') ?? 'quiet');
}

/** What set an activity off, shorter than AWS says it: `alarm web-cpu-high, policy web-cpu`. */
export function causeWords({cause}: Pick<ScalingActivity, 'cause'>): SafeText {
  const [, alarm, policy] = /^monitor alarm (\S+) in state \w+ triggered policy (\S+?)\.?\s*$/.exec(cause) ?? [];
  if (alarm === undefined || policy === undefined) return safeText(cause);
  return text`policy ${policy}: ${alarmWords(alarm)}`;
}

/** The alarms of target tracking have names of 80 characters, of which the direction is what counts. */
function alarmWords(alarm: string): string {
  const [, direction] = /^TargetTracking-.*-Alarm(High|Low)-[0-9a-f-]+$/.exec(alarm) ?? [];
  if (direction === undefined) return `alarm ${alarm}`;
  return direction === 'High' ? 'its metric is high' : 'its metric is low';
}
