// Which Region to work in: what was asked for, the environment, the profile, or the one that this EC2 instance is in.

import {UserError} from '../domain/errors.ts';

const advice = 'name one with --region, set AWS_REGION, or put `region = …` into the profile';

/** Finds the Region's name; reads configuration files and instance metadata only when nothing else tells it. */
export async function resolveRegionName(
  asked: string | undefined,
  profile: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const told = asked || environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
  if (told) return valid(told);
  return valid(await configured(profile));
}

async function configured(profile: string | undefined): Promise<string> {
  const {configuredRegion} = await import('./ecs-client.ts');
  try {
    return await configuredRegion(profile);
  } catch {
    // The SDK has one reason only: nobody told a Region.
    throw new UserError(`no Region is known${profile === undefined ? '' : ` for profile ${profile}`}`, advice);
  }
}

function valid(name: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return name;
  throw new UserError(`"${name}" is no name of a Region`, 'Regions are named like eu-west-1: correct --region or AWS_REGION');
}
