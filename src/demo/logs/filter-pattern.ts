// CloudWatch Logs' filter patterns, as far as plain terms go: all of them, `-term` for none, quotes around what holds spaces.

import {AwsError} from '../wire/aws-error.ts';

/** True for every message that a pattern lets pass. Throws AwsError for patterns of fields, which are not simulated. */
export function matcherOf(pattern: string | undefined): (message: string) => boolean {
  const trimmed = pattern?.trim() ?? '';
  if (trimmed === '') return () => true;
  if (/^[[{%]/.test(trimmed)) throw new AwsError('InvalidParameterException', 'The demo region knows filter patterns of terms only.');
  const terms = [...trimmed.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)].map(([, sign, quoted, plain]) => ({
    isWanted: sign !== '-',
    text: quoted ?? plain ?? '',
  }));
  return message => terms.every(({isWanted, text}) => message.includes(text) === isWanted);
}
