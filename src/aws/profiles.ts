// Which profiles there are on this machine.

import {loadSharedConfigFiles} from '@smithy/core/config';
import {UserError} from '../domain/errors.ts';
import {nearest} from '../domain/nearest.ts';

/** Sections of ~/.aws/config that are no profiles. */
const otherSection = /^(?:services|sso-session)\./;

/** Rejects with UserError where neither ~/.aws/config nor ~/.aws/credentials has the profile; the files are read anew. */
export async function requireProfile(name: string): Promise<void> {
  const {configFile, credentialsFile} = await loadSharedConfigFiles({ignoreCache: true});
  const names = [...Object.keys(configFile), ...Object.keys(credentialsFile)].filter(section => !otherSection.test(section));
  if (names.includes(name)) return;
  const near = nearest(name, names);
  throw new UserError(
    `there is no profile "${name}" on this machine, and nothing has changed`,
    near === undefined ? 'See `aws configure list-profiles`.' : `Did you mean ${near}?`,
  );
}
