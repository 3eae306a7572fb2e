// What a container's exit code says.

const signals: Readonly<Record<number, string>> = {
  129: 'SIGHUP',
  130: 'SIGINT',
  131: 'SIGQUIT',
  132: 'SIGILL',
  134: 'SIGABRT',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  143: 'SIGTERM',
};

const conventions: Readonly<Record<number, string>> = {126: 'not executable', 127: 'command not found'};

/** `exit 0`, `exit 1`, `exit 137 SIGKILL`, `exit 127 command not found`; codes above 128 are 128 + the signal's number. */
export function exitCodeWords(code: number): string {
  const meaning = signals[code] ?? conventions[code];
  return meaning === undefined ? `exit ${code}` : `exit ${code} ${meaning}`;
}
