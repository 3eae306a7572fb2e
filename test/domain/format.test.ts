import {describe, expect, test} from 'vitest';
import {addressWords, openPorts} from '../../src/domain/format/address.ts';
import {age} from '../../src/domain/format/age.ts';
import {arnName, arnPlace, familyOf, shortDefinition, targetGroupName} from '../../src/domain/format/arn.ts';
import {inAscii} from '../../src/domain/format/ascii.ts';
import {bar} from '../../src/domain/format/bar.ts';
import {clockTime, dateTime} from '../../src/domain/format/clock-time.ts';
import {bytes, mebibytes, percent, plural, shortMebibytes} from '../../src/domain/format/quantity.ts';
import {text} from '../../src/domain/safe-text.ts';
import {looksSecret, mask, maskSecrets} from '../../src/domain/secret.ts';
import {definitionArn} from './fixtures.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

test.each([
  [-5, '0s'],
  [59 * second, '59s'],
  [5 * minute + 12 * second, '5m12s'],
  [5 * minute, '5m'],
  [42 * minute, '42m'],
  [5 * hour + 12 * minute, '5h12m'],
  [30 * hour, '30h'],
  [72 * hour, '3d'],
  [3 * 365 * 24 * hour, '3y'],
])('an age of %d ms is %s', (span, words) => {
  expect(age(span)).toBe(words);
  expect(words.length).toBeLessThanOrEqual(5);
});

describe('quantities', () => {
  test('bytes', () => expect([0, 1536, 3 * 1024 ** 3].map(bytes)).toEqual(['0 B', '1.5 KiB', '3 GiB']));
  test('MiB', () => expect([512, 1536].map(mebibytes)).toEqual(['512 MiB', '1.5 GiB']));
  test('MiB in a table', () => expect([512, 7986, 200_000].map(shortMebibytes)).toEqual(['512M', '7.8G', '195G']));
  test('percent is neither 0 nor 100 when it is not exactly so', () => {
    expect([percent(1, 1000), percent(999, 1000), percent(0, 5), percent(5, 5), percent(1, 0)]).toEqual(['1%', '99%', '0%', '100%', 'n/a']);
  });
  test('plural', () =>
    expect([plural(1, 'task'), plural(0, 'task'), plural(2, 'family', 'families')]).toEqual(['1 task', '0 tasks', '2 families']));
});

describe('bars', () => {
  test('half', () => expect(bar(5, 10, 6)).toBe('███░░░'));
  test('in ASCII', () => expect(bar(5, 10, 6, 'ascii')).toBe('###...'));
  test('a little is not nothing, and almost is not all', () => expect([bar(1, 1000, 4), bar(999, 1000, 4)]).toEqual(['█░░░', '███░']));
  test('nothing registered, more than registered', () => expect([bar(1, 0, 3), bar(9, 3, 3)]).toEqual(['░░░', '███']));
});

describe('ARNs', () => {
  test('the name of a service', () => expect(arnName('arn:aws:ecs:r:1:service/erp/srvweb')).toBe('srvweb'));
  test('of what is no ARN', () => expect(arnName('srvweb')).toBe('srvweb'));
  test('of an ARN without a slash', () => expect(arnName('arn:aws:sns:r:1:topic')).toBe('topic'));
  test('a hostile name is made safe', () => expect(arnName('service/a\x1b[2J')).toBe('a␛[2J'));
  test('a task definition', () =>
    expect([shortDefinition(definitionArn), familyOf(definitionArn), familyOf('taskweb')]).toEqual(['taskweb:8', 'taskweb', 'taskweb']));
  test('a target group', () => expect(targetGroupName('arn:aws:elasticloadbalancing:r:1:targetgroup/targetweb/73e2')).toBe('targetweb'));
  test('the place', () =>
    expect(arnPlace('arn:aws-cn:ecs:cn-north-1:123:cluster/x')).toEqual({partition: 'aws-cn', region: 'cn-north-1', account: '123'}));
});

test('times are in the zone that is asked for', () => {
  const at = Date.UTC(2026, 2, 1, 22, 2, 9);
  expect([clockTime(at, 'UTC'), clockTime(at, 'Asia/Shanghai')]).toEqual(['22:02', '06:02']);
  expect(dateTime(at, 'Asia/Shanghai')).toBe('2026-03-02 06:02:09');
});

describe('addresses', () => {
  const port = (containerPort: number, hostPort: number, protocol = 'tcp') => ({containerPort, hostPort, protocol});
  test('a dynamic host port', () => expect(addressWords([port(3000, 32_768)], '10.0.1.5')).toBe('10.0.1.5:32768→3000'));
  test('awsvpc: one port', () => expect(addressWords([port(8080, 8080)], '10.0.3.7')).toBe('10.0.3.7:8080'));
  test('an address that is not known', () => expect(addressWords([port(80, 32_768)], undefined)).toBe('…:32768→80'));
  test('an instance whose address is not known: the port is seen whole', () =>
    expect(addressWords([port(3000, 32_768)], undefined, 'i-0ff77dea7657ee257')).toBe('i-0ff77de…:32768→3000'));
  test('several ports', () => expect(addressWords([port(80, 1), port(81, 2)], 'h')).toBe('h:1→80 +1'));
  test('IPv4 and IPv6 bindings of one port are one', () => expect(openPorts([port(80, 1), port(80, 1)], 'h')).toEqual(['h:1→80']));
  test('UDP and IPv6', () => expect(openPorts([port(53, 53, 'udp')], 'fd00::1')).toEqual(['[fd00::1]:53/udp']));
  test('an address without ports', () => expect(addressWords([], '10.0.3.7')).toBe('10.0.3.7'));
});

test('the program’s glyphs in ASCII', () => expect(inAscii(text`✓ 2/2 › ${'服'}…`)).toBe('+ 2/2 > ?~'));

describe('secrets', () => {
  test.each([
    ['DB_PASSWORD', 'x', true],
    ['API_KEY', 'x', true],
    ['SessionToken', 'x', true],
    ['HOME', 'AKIAIOSFODNN7EXAMPLE', true],
    ['EUREKA_URL', 'http://user:pw@eureka/', true],
    ['EUREKA_URL', 'http://eureka:8761/', false],
    ['SPRING_PROFILES_ACTIVE', 'aws', false],
    ['PASSWORD', '', false],
  ])('%s=%s', (name, value, isSecret) => expect(looksSecret(name, value)).toBe(isSecret));

  test('are masked wherever they are in JSON, and nothing else is', () => {
    const raw = {
      containers: [
        {
          environment: [
            {name: 'DB_PASSWORD', value: 'hunter2'},
            {name: 'A', value: 'b'},
          ],
          cpu: 5,
        },
      ],
      options: {'splunk-token': 'abc'},
      at: new Date(0),
      tags: [{key: 'Team', value: 'erp'}],
    };
    expect(maskSecrets(raw)).toEqual({
      containers: [
        {
          environment: [
            {name: 'DB_PASSWORD', value: mask},
            {name: 'A', value: 'b'},
          ],
          cpu: 5,
        },
      ],
      options: {'splunk-token': mask},
      at: new Date(0),
      tags: [{key: 'Team', value: 'erp'}],
    });
  });
});
