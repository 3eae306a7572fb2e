// A slip of the finger in `:profile` must not cost the connection that is there.

import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {createConnector} from '../../src/connect.ts';
import {manualClock} from './manual-clock.ts';

/** A connector to AWS on a machine with these files. It makes no call. */
async function connectorWith(config: string, credentials: string) {
  const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-profiles-'));
  writeFileSync(join(folder, 'config'), config);
  writeFileSync(join(folder, 'credentials'), credentials);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, {recursive: true});
  });
  return createConnector({source: 'aws', clock: manualClock(), demo: {}, allowsChanges: () => false, mfaCode: async () => ''});
}

const region = 'eu-west-1';

test('another profile is taken when a file has it, and refused with a hint when none has', async () => {
  const connector = await connectorWith(
    '[profile prod]\nregion = eu-west-1\n[services local]\necs =\n  endpoint_url = http://127.0.0.1:1\n',
    '[staging]\naws_access_key_id = x\naws_secret_access_key = y\n',
  );
  const first = await connector.connect({region});
  await expect(connector.connect({profile: 'pord', region})).rejects.toMatchObject({
    message: 'there is no profile "pord" on this machine, and nothing has changed',
    advice: 'Did you mean prod?',
  });
  await expect(connector.connect({profile: 'services.local', region})).rejects.toThrow('there is no profile');
  for (const profile of ['prod', 'staging']) (await connector.connect({profile, region})).close();
  first.close();
});

test('the profile that the program begins with may still be made, and another Region is none', async () => {
  const connector = await connectorWith('', '');
  (await connector.connect({profile: 'later', region})).close();
  (await connector.connect({profile: 'later', region: 'us-east-1'})).close();
});
