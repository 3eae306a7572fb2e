// What a host of EC2 reaches at link-local addresses: Amazon's time service and the instance metadata; and the ECS agent of the
// host itself. A program of its own, because it runs in the network of the host. Argument: the seconds by which the host's clock
// shall seem to be ahead, and the words of what to serve.

import {createSocket} from 'node:dgram';
import {createServer} from 'node:http';

const ahead = Number(process.argv[2] ?? 0);
const serves = process.argv.slice(3);

/** Seconds from 1900, where NTP counts from, to 1970. */
const toNtp = 2_208_988_800;

function ntpTime(into: Buffer, at: number): void {
  const seconds = Date.now() / 1000 - ahead + toNtp;
  into.writeUInt32BE(Math.floor(seconds), at);
  into.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), at + 4);
}

/** The answer of a server of stratum 1 to a client, RFC 5905 section 7.3. */
function ntpAnswer(question: Buffer): Buffer {
  const answer = Buffer.alloc(48);
  answer.writeUInt8(0x24, 0);
  answer.writeUInt8(1, 1);
  answer.writeUInt8(question.readUInt8(2), 2);
  answer.writeInt8(-20, 3);
  answer.write('AMZN', 12, 'latin1');
  ntpTime(answer, 16);
  question.copy(answer, 24, 40, 48);
  ntpTime(answer, 32);
  ntpTime(answer, 40);
  return answer;
}

const starts: Promise<void>[] = [];

if (serves.includes('ntp')) {
  const socket = createSocket('udp4');
  socket.on('message', (question, {port, address}) => {
    if (question.length >= 48) socket.send(ntpAnswer(question), port, address);
  });
  starts.push(new Promise(resolve => socket.bind(123, '169.254.169.123', resolve)));
}

if (serves.includes('metadata')) {
  const server = createServer((_request, response) => {
    response.sendDate = false;
    // A request without a token, as where IMDSv2 is required.
    response.writeHead(401, {Date: new Date(Date.now() - ahead * 1000).toUTCString(), Server: 'EC2ws'}).end();
  });
  starts.push(new Promise(resolve => server.listen(80, '169.254.169.254', resolve)));
}

if (serves.includes('agent')) {
  const told = {
    Cluster: 'erp',
    ContainerInstanceArn: 'arn:aws:ecs:ap-southeast-1:111122223333:container-instance/erp/0123456789abcdef0123456789abcdef',
    Version: 'Amazon ECS Agent - v1.86.0 (*abcdef12)',
  };
  const server = createServer((_request, response) => response.end(JSON.stringify(told)));
  starts.push(new Promise(resolve => server.listen(51678, '127.0.0.1', resolve)));
}

await Promise.all(starts);
process.stdout.write('ready\n');
