// What Systems Manager keeps of a script's output: the first part of it, cut by the agent.

/** Characters of CommandPlugins[].Output, and those of GetCommandInvocation. */
export const outputLimits = {plugin: 2_500, stdout: 24_000, stderr: 8_000} as const;

const errorTitle = '\n----------ERROR-------\n';
const outputCut = '\n---Output truncated---';
const errorCut = '\n---Error truncated----';

/** Both streams in one text, as the agent puts them together for a plugin: each has at least half of the room. */
export function pluginOutput(stdout: string, stderr: string): string {
  const title = stderr === '' ? '' : errorTitle;
  const room = outputLimits.plugin - title.length;
  if (stdout.length + stderr.length <= room) return stdout + title + stderr;
  const half = Math.floor(room / 2);
  const forOut = stderr.length < half ? room - stderr.length : half;
  const forError = stdout.length < half ? room - stdout.length : half;
  return cut(stdout, forOut, outputCut) + title + cut(stderr, forError, errorCut);
}

/** The first `most` characters, the last of which say that there was more. */
export function cut(text: string, most: number, sign = outputCut): string {
  return text.length <= most ? text : text.slice(0, most - sign.length) + sign;
}

/** Stdout of GetCommandInvocation. */
export function keptStdout(stdout: string): string {
  return cut(stdout, outputLimits.stdout);
}

/** Stderr of GetCommandInvocation. */
export function keptStderr(stderr: string): string {
  return cut(stderr, outputLimits.stderr, errorCut);
}
