// Spring Boot, as simple-ecs-cluster runs it: plain lines with stack traces, and JSON.

import {isoTime, line, type Moment, oneIn, together, type Writer, type Written} from './writer.ts';

const loggers = [
  'c.e.s.OrderController',
  'c.e.s.PriceService',
  'o.s.c.c.c.ConfigServicePropertySourceLocator',
  'c.n.d.s.r.aws.ConfigClusterResolver',
] as const;

/** A Spring Boot application with the usual pattern of its console. From revision 7 on the health check's path is gone. */
export const springPlain: Writer = moment => {
  const {random, age, revision} = moment;
  if (age === 0) return banner(moment);
  const lines: Written[] = [];
  if (oneIn(random, 2)) {
    lines.push(
      line(
        random,
        entry(
          moment,
          'INFO',
          random.pick(loggers),
          `Served /simple-application/orders/${random.integer(1000, 9999)} in ${random.integer(2, 90)} ms`,
        ),
      ),
    );
  }
  if (revision >= 7 && age % 30 === 5) {
    lines.push(line(random, entry(moment, 'WARN', 'o.s.w.s.PageNotFound', 'No mapping for GET /simple-application/actuator/info')));
  }
  if (oneIn(random, 60)) lines.push(...stackTrace(moment));
  return lines;
};

/** The same in JSON, one object a line, as logback's encoder for logstash writes. */
export const springJson: Writer = moment => {
  const {random, age} = moment;
  if (age > 3 && !oneIn(random, 4)) return [];
  const isBad = oneIn(random, 40);
  const content = {
    '@timestamp': isoTime(moment.at, random.integer(0, 999)),
    '@version': '1',
    message: isBad ? 'Cannot clone or checkout repository: connect timed out' : `Fetched config for simple-application/aws, label main`,
    logger_name: 'o.s.c.c.s.e.MultipleJGitEnvironmentRepository',
    thread_name: `http-nio-8888-exec-${random.integer(1, 10)}`,
    level: isBad ? 'ERROR' : 'INFO',
    level_value: isBad ? 40_000 : 20_000,
    ...(isBad && {
      stack_trace: `org.eclipse.jgit.api.errors.TransportException: connect timed out\n\tat org.eclipse.jgit.api.FetchCommand.call(FetchCommand.java:254)\n`,
    }),
  };
  return [line(random, JSON.stringify(content))];
};

function banner(moment: Moment): readonly Written[] {
  return [
    '  .   ____          _            __ _ _',
    " /\\\\ / ___'_ __ _ _(_)_ __  __ _ \\ \\ \\ \\",
    "( ( )\\___ | '_ | '_| | '_ \\/ _` | \\ \\ \\ \\",
    ' \\\\/  ___)| |_)| | | | | || (_| |  ) ) ) )',
    "  '  |____| .__|_| |_|_| |_\\__, | / / / /",
    ' =========|_|==============|___/=/_/_/_/',
    ' :: Spring Boot ::        (v2.1.6.RELEASE)',
    entry(moment, 'INFO', 'c.e.s.Application', `Starting Application on ${moment.task.slice(0, 12)} with PID 1`),
    entry(moment, 'INFO', 'c.e.s.Application', 'The following profiles are active: aws'),
  ].map((message, index) => ({offset: 10 + index * 20, message}));
}

function stackTrace(moment: Moment): readonly Written[] {
  const {random} = moment;
  return together(random, [
    entry(moment, 'ERROR', 'o.a.c.c.C.[.[.[/].[dispatcherServlet]', 'Servlet.service() for servlet [dispatcherServlet] threw exception'),
    '',
    `java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after ${random.integer(30_000, 30_020)}ms.`,
    '\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696)',
    '\tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:197)',
    '\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:128)',
    '\tat org.springframework.jdbc.datasource.DataSourceUtils.fetchConnection(DataSourceUtils.java:151)',
    'Caused by: java.net.SocketTimeoutException: connect timed out',
    '\tat java.net.PlainSocketImpl.socketConnect(Native Method)',
    '\t... 48 more',
  ]);
}

function entry({at, random}: Moment, level: string, logger: string, message: string): string {
  const time = isoTime(at, random.integer(0, 999)).replace('T', ' ').replace('Z', '');
  return `${time} ${level.padStart(5)} 1 --- [nio-3000-exec-${random.integer(1, 10)}] ${logger.padEnd(40)} : ${message}`;
}
