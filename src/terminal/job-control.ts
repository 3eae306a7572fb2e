// Being stopped and continued: by Ctrl-Z, by the shell, by anyone.

/** What is done about it. */
export interface JobHandlers {
  /** Asked to stop from outside, as Ctrl-Z asks from inside. */
  readonly onStop: () => void;
  /** Continued after a stop that nobody announced: the terminal is in whatever state the shell has left it. */
  readonly onContinued: () => void;
}

/** Milliseconds after which a program that still runs was not stopped: its shell knows no jobs, or there is none. */
const stopTakes = 200;

/** The job that this process is. */
export class Job {
  #handlers: JobHandlers | undefined;
  #isStopping = false;

  readonly #stop = (): void => this.#handlers?.onStop();
  readonly #continued = (): void => {
    if (!this.#isStopping) this.#handlers?.onContinued();
  };

  /** Listens until `ignore`. */
  listen(handlers: JobHandlers): void {
    this.#handlers = handlers;
    process.on('SIGTSTP', this.#stop);
    process.on('SIGCONT', this.#continued);
  }

  ignore(): void {
    process.off('SIGTSTP', this.#stop);
    process.off('SIGCONT', this.#continued);
    this.#handlers = undefined;
  }

  /** Stops the whole process group, as the terminal itself would at Ctrl-Z, and resolves once it is continued. */
  async stopUntilContinued(): Promise<void> {
    this.#isStopping = true;
    process.off('SIGTSTP', this.#stop);
    const {promise, resolve} = Promise.withResolvers<void>();
    process.once('SIGCONT', () => resolve());
    process.kill(0, 'SIGTSTP');
    const unstopped = setTimeout(resolve, stopTakes);
    await promise;
    clearTimeout(unstopped);
    if (this.#handlers) process.on('SIGTSTP', this.#stop);
    this.#isStopping = false;
  }
}
