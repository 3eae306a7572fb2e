// The command line: what it understands, and how it tells a mistake.

import {describe, expect, test} from 'vitest';
import {verbs} from '../../commands/registry.ts';
import {parseArguments, usage} from '../../src/headless/arguments.ts';
import {optionDeclarations} from '../../src/headless/options.ts';
import {resources} from '../../src/resources/registry.ts';

const parsed = (line: string) => parseArguments(line.split(' ').filter(Boolean));

function mistake(line: string): string {
  const request = parsed(line);
  expect(request.type).toBe('usage');
  return request.type === 'usage' ? request.message : '';
}

describe('what is understood', () => {
  test('the dashboard', () => {
    expect(parsed('')).toMatchObject({type: 'dashboard', options: {isColorless: false, isAscii: false}});
    expect(parsed('--demo --seed 7 --speed 10 --world services=3 --fault throttle=0.3 --read-only --ascii --no-color')).toEqual({
      type: 'dashboard',
      options: {
        source: 'demo',
        mode: 'read-only',
        demo: {seed: '7', speed: 10, world: 'services=3', fault: 'throttle=0.3'},
        isColorless: true,
        isAscii: true,
      },
    });
    expect(parsed('--profile on-call --region eu-west-1 --cluster erp --write --config f.toml')).toMatchObject({
      options: {profile: 'on-call', region: 'eu-west-1', cluster: 'erp', mode: 'write', config: 'f.toml'},
    });
  });

  test('get, by any name of a kind, with options on either side', () => {
    expect(parsed('--demo get svc --cluster=erp -o json --problems --filter !steady')).toMatchObject({
      type: 'get',
      kind: 'service',
      options: {source: 'demo', cluster: 'erp', output: 'json', isProblemsOnly: true, filter: '!steady'},
    });
    expect(parsed('get families')).toMatchObject({kind: 'task-definition-family', options: {output: 'table', filter: ''}});
  });

  test('a verb with targets and an answer', () => {
    expect(parsed('scale srvweb srvapp1 4 --cluster erp --yes')).toMatchObject({
      type: 'verb',
      verb: 'scale',
      targets: ['srvweb', 'srvapp1'],
      answer: '4',
      options: {cluster: 'erp', isConfirmed: true, isDryRun: false},
    });
    const stop = parsed('stop 0eff735f --cluster erp --dry-run');
    expect(stop).toMatchObject({verb: 'stop', targets: ['0eff735f'], options: {isDryRun: true}});
    expect(stop).not.toHaveProperty('answer');
  });

  test.each(['-1', '+2'])('a step of %s is an answer and no option', step => {
    expect(parsed(`scale srvweb ${step} --cluster erp`)).toMatchObject({targets: ['srvweb'], answer: step});
  });

  test('every command is a verb', () => {
    for (const {verb, ask} of verbs) {
      expect(parsed(`${verb} it${ask ? ' 4' : ''} --cluster erp`)).toMatchObject({type: 'verb', verb, targets: ['it']});
    }
  });

  test('the demo region as a server', () => {
    expect(parsed('demo-region --port 4570 --world services=20 --region eu-west-1')).toEqual({
      type: 'demo-region',
      options: {port: 4570, world: 'services=20', region: 'eu-west-1'},
    });
  });

  test('the version', () => expect(parsed('--version')).toEqual({type: 'version'}));
});

describe('help', () => {
  test('names every option, verb and kind', () => {
    const words = usage();
    for (const {name} of optionDeclarations) expect(words).toContain(`--${name}`);
    for (const {verb} of verbs) expect(words).toContain(`ecsdeck ${verb}`);
    for (const {aliases} of resources) for (const alias of aliases) expect(words).toContain(alias);
  });

  test('each command has its own', () => {
    const help = (line: string) => {
      const request = parsed(line);
      return request.type === 'help' ? request.text : '';
    };
    expect(help('--help')).toBe(usage());
    expect(help('scale --help')).toContain('--dry-run');
    expect(help('scale --help')).not.toContain('--output');
    expect(help('get -h')).toContain('--output');
    expect(help('demo-region --help')).toContain('--port');
  });
});

describe('mistakes are one sentence with the next step', () => {
  test.each([
    ['--wrte', 'Did you mean --write?'],
    ['gett services', 'Did you mean ecsdeck get?'],
    ['stpo x', 'Did you mean ecsdeck stop?'],
    ['get servces --cluster erp', 'Did you mean services?'],
    ['get services --cluster erp -o jsn', 'Did you mean json?'],
    ['get', 'clusters, services'],
    ['get services', 'needs --cluster'],
    ['get containers --cluster erp', 'needs --task'],
    ['get clusters --service srvweb', 'does not narrow'],
    ['get services tasks --cluster erp', 'one too many'],
    ['get clusters --yes', 'no option --yes'],
    ['scale srvweb --cluster erp', 'a target and a value'],
    ['stop --cluster erp', 'needs a target'],
    ['stop t1', 'needs --cluster'],
    ['stop t1 --cluster erp --yes --dry-run', 'exclude each other'],
    ['--demo --aws', 'exclude each other'],
    ['--write --read-only', 'exclude each other'],
    ['--region --demo', '--region needs a value'],
    ['--region', '--region needs a value'],
    ['--demo=yes', 'takes no value'],
    ['--speed fast', 'number from'],
    ['demo-region', 'needs --port'],
    ['demo-region --port 70000', 'whole number'],
  ])('%s', (line, told) => {
    expect(mistake(line)).toContain(told);
    expect(mistake(line)).not.toContain('\n');
  });
});
