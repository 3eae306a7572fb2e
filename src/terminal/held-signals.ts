// Signals that for a while mean something else than they did.

/** The signals by which a program is asked to end. */
export type EndSignal = 'SIGHUP' | 'SIGINT' | 'SIGQUIT' | 'SIGTERM';

/** Answers these signals in place of whoever listens to them, until what it returns is called. */
export function holdSignals(signals: readonly EndSignal[], answer: (signal: EndSignal) => void): () => void {
  const held = signals.map(signal => ({signal, listeners: process.rawListeners(signal)}));
  for (const {signal} of held) process.removeAllListeners(signal).on(signal, answer);
  return () => {
    for (const {signal, listeners} of held) {
      process.off(signal, answer);
      for (const listener of listeners) process.on(signal, () => listener(signal));
    }
  };
}
