// What a service event means, by its words (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html).

import type {Tone} from '../tone.ts';

const troubles = /unable to|failed|unhealthy|rolling back|throttl|not able|could not|insufficient/i;
const changes = /has (?:started|stopped|begun)|registered|draining|in progress/i;

/** The tone of an event's message. */
export function eventTone(message: string): Tone {
  if (troubles.test(message)) return 'warn';
  if (/has reached a steady state|deployment completed/i.test(message)) return 'ok';
  return changes.test(message) ? 'busy' : 'plain';
}
