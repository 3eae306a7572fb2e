// Whether this terminal can hold the dashboard. Asked before anything is written to it.

interface Stream {
  readonly isTTY?: boolean;
}

/** One sentence with the next step, or undefined when all is well. */
export function terminalProblem(stdin: Stream, stdout: Stream, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const instead = 'Run it in a terminal, or use "ecsdeck get services --cluster NAME" for output without one.';
  if (!stdin.isTTY) return `the keyboard is not a terminal. ${instead}`;
  if (!stdout.isTTY) return `the output is not a terminal. ${instead}`;
  if (env.TERM === 'dumb') return `this terminal (TERM=dumb) cannot move its cursor. ${instead}`;
  if (env.CI && env.CI !== 'false') return `CI is set, so nobody is at the keyboard. ${instead}`;
  return undefined;
}
