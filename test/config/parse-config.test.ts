// The configuration file: what it may say, and the sentence for each way of getting it wrong.

import {describe, expect, test} from 'vitest';
import {changeMode} from '../../src/config/config.ts';
import {parseConfig} from '../../src/config/parse-config.ts';
import {UsageError} from '../../src/domain/errors.ts';

const read = (content: string) => parseConfig('config.toml', content);

/** The sentence and the advice of a refused file. */
function refusal(content: string): string {
  try {
    read(content);
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}. ${error.advice}`;
    throw error;
  }
  throw new Error('it was taken');
}

describe('Consul', () => {
  test('is named by its address, with a Region and names where they differ', () => {
    expect(read('[consul]\naddress = "http://10.0.0.5:8500"').consul).toEqual({address: 'http://10.0.0.5:8500', services: {}});
    const {consul} = read(`
      [consul]
      address = "https://consul.example.com/mesh"
      region = "eu-west-1"
      [consul.services]
      "erp/srvweb" = "shop"
      srvapp1 = "app"
    `);
    expect(consul).toEqual({
      address: 'https://consul.example.com/mesh',
      region: 'eu-west-1',
      services: {'erp/srvweb': 'shop', srvapp1: 'app'},
    });
    expect(read('').consul).toBeUndefined();
  });

  test.each([
    ['[consul]\nregion = "eu-west-1"', 'config.toml: consul.address is missing. Write it below [consul].'],
    ['[consul]\naddress = "10.0.0.5:8500"', 'an address is written like http://10.0.0.5:8500'],
    ['[consul]\naddress = "http://me:secret@10.0.0.5:8500"', 'without a user or password: the token is CONSUL_HTTP_TOKEN'],
    ['[consul]\naddress = "http://10.0.0.5:8500"\ntoken = "abc"', 'consul.token is not known'],
    ['[consul]\naddress = "http://10.0.0.5:8500"\n[consul.services]\nweb = "a b"', 'a name in Consul has no spaces, # or ?'],
    ['[consul]\nadress = "http://10.0.0.5:8500"', 'Did you mean address?'],
  ])('is refused as %j', (content, words) => {
    const told = refusal(content);
    expect(told).toContain(words);
    expect(told).not.toContain('secret');
  });
});

describe('a configuration file', () => {
  test('may say all of this', () => {
    const config = read(`
      profile = "oncall"
      region = "eu-west-1"
      [accounts."111122223333"]
      name = "shop"
      production = true
      write = true
      [keys]
      scale = "S"
      service.redeploy = ["R", "ctrl+d"]
      "task.stop" = "X"
      moveUp = "w"
      [playbooks]
      shell = true
      wave_percent = 5
      output_bucket = "ops-output"
    `);
    expect(config).toEqual({
      file: 'config.toml',
      profile: 'oncall',
      region: 'eu-west-1',
      accounts: {'111122223333': {name: 'shop', production: true, write: true}},
      keys: {'service.scale': 'S', 'service.redeploy': 'R ctrl+d', 'task.stop': 'X', moveUp: 'w'},
      playbooks: {shell: true, wavePercent: 5, outputBucket: 'ops-output'},
    });
  });

  test('may be empty', () => expect(read('')).toEqual({file: 'config.toml', accounts: {}, keys: {}, playbooks: {}}));

  test.each([
    ['broken TOML, with line and column', 'region = "eu\nprofile = 1', /config\.toml:1:\d+ is no TOML/],
    [
      'a misspelt production, which must not pass for "not production"',
      '[accounts."111122223333"]\nproductoin = true',
      /config\.toml:2: .*productoin is not known\. Did you mean production\?/,
    ],
    ['a wrong type', '[accounts."111122223333"]\nproduction = "yes"', /config\.toml:2: .*production .*boolean/],
    ['an account that is none', '[accounts.shop]\nwrite = true', /config\.toml:1: .*12 digits/],
    ['an unknown action', '[keys]\nmoveUpp = "w"', /config\.toml:2 .*"moveUpp".*Did you mean moveUp\?/],
    ['an unknown command', '[keys]\nservice.scael = "w"', /config\.toml:2 .*"service\.scael".*Did you mean service\.scale\?/],
    [
      'a wave of more than all hosts',
      '[playbooks]\nwave_percent = 101',
      /config\.toml:2: playbooks\.wave_percent is 101 and should be <=100/,
    ],
    [
      'a bucket that is none',
      '[playbooks]\noutput_bucket = "s3://ops"',
      /config\.toml:2: playbooks\.output_bucket is refused: a bucket has/,
    ],
    ['a key that is no text', '[keys]\nscale = 5', /config\.toml:2: keys\.scale/],
  ])('is refused for %s', (_, content, sentence) => expect(refusal(content)).toMatch(sentence));
});

describe('whether changes are allowed', () => {
  test.each([
    [undefined, 'aws', undefined, 'read-only'],
    [undefined, 'aws', {write: true}, 'write'],
    [undefined, 'aws', {production: true}, 'read-only'],
    ['write', 'aws', undefined, 'write'],
    ['read-only', 'aws', {write: true}, 'read-only'],
    [undefined, 'demo', undefined, 'write'],
    ['read-only', 'demo', undefined, 'read-only'],
  ] as const)('%s at %s with %o: %s', (asked, source, account, mode) => expect(changeMode(asked, source, account)).toBe(mode));
});
