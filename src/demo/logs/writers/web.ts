// Web servers: access logs, and the PHP application of erp with texts of many alphabets.

import {accessTime, isoTime, line, type Moment, oneIn, someAddress, type Writer, type Written} from './writer.ts';

const agents = ['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (iPhone; CPU iPhone OS 12_4 like Mac OS X)', 'curl/7.61.1'] as const;
const statuses = [200, 200, 200, 200, 200, 200, 304, 302, 404, 500] as const;
const customers = ['王小明', 'José Muñoz', 'Ольга Иванова', 'สมชาย ใจดี', '田中 さくら', '김민준', 'أحمد علي', 'Zoë 👩‍💻 Müller'] as const;
const stocks = ['AMZN', 'MSFT', 'BABA', 'TCEHY', 'JD'] as const;

/** nginx's or Apache's combined format, with the load balancer's health checks in between. */
export const accessLog: Writer = moment => {
  const lines: Written[] = [];
  if (moment.age % 15 === 7) lines.push(line(moment.random, access(moment, 'GET /', 200, 'ELB-HealthChecker/2.0')));
  for (let count = moment.random.integer(0, 2); count > 0; count -= 1) {
    const path = moment.random.pick(['/', '/index.html', '/api/items', `/item/${moment.random.integer(1, 99_999)}`]);
    lines.push(line(moment.random, access(moment, `GET ${path}`, moment.random.pick(statuses), moment.random.pick(agents))));
  }
  return lines;
};

/** Apache and PHP of erp. */
export const phpLog: Writer = moment => {
  const {random, at, age} = moment;
  const lines: Written[] = [];
  if (age % 30 === 3) lines.push(line(random, access(moment, 'GET /index.php', 200, 'ELB-HealthChecker/1.0')));
  if (oneIn(random, 2))
    lines.push(
      line(random, access(moment, `POST /order.php?id=${random.integer(1000, 9999)}`, random.pick(statuses), random.pick(agents))),
    );
  if (oneIn(random, 12)) {
    lines.push(line(random, `[${isoTime(at)}] erp.INFO: order ${random.integer(10_000, 99_999)} of ${random.pick(customers)} saved`));
  }
  if (oneIn(random, 45)) {
    lines.push(
      line(
        random,
        `[${isoTime(at)}] [php7:error] [pid ${random.integer(20, 60)}] PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted in /var/www/report.php on line ${random.integer(20, 400)}`,
      ),
    );
  }
  return lines;
};

/** A small service of consul-demo that answers with prices; JSON as bunyan writes it, with numbers for levels. */
export const stockPrice: Writer = ({random, at}) => {
  if (!oneIn(random, 2)) return [];
  const isSlow = oneIn(random, 30);
  const content = {
    name: 'stock-price',
    level: isSlow ? 40 : 30,
    time: isoTime(at, random.integer(0, 999)),
    symbol: random.pick(stocks),
    price: random.integer(5_000, 250_000) / 100,
    msg: isSlow ? 'upstream is slow' : 'quoted',
    ms: isSlow ? random.integer(900, 4000) : random.integer(1, 40),
  };
  return [line(random, JSON.stringify(content))];
};

/** weather: its memory grows until the kernel ends it. */
export const weather: Writer = ({random, age}) => {
  const used = 40 + age * 2;
  const lines: Written[] = [];
  if (oneIn(random, 2))
    lines.push(line(random, `GET /weather/${random.pick(['shanghai', 'singapore', 'seoul', 'são-paulo'])} 200 ${random.integer(3, 60)}ms`));
  if (age % 10 === 9) lines.push(line(random, `${used > 150 ? 'WARN' : 'INFO'} memory ${used} MiB of 200 MiB, cache entries ${age * 137}`));
  return lines;
};

function access({random, at}: Moment, request: string, status: number, agent: string): string {
  return `${someAddress(random)} - - [${accessTime(at)}] "${request} HTTP/1.1" ${status} ${random.integer(120, 40_000)} "-" "${agent}"`;
}
