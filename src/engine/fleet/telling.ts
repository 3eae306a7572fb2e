// What the person is told about runs over hosts, on whatever screen they are: refusals, what is waited for, what has come to pass.

import {noticeShown, noticeWithdrawn} from '../../../store/notices.ts';
import {UserError} from '../../domain/errors.ts';
import {explained} from '../../domain/explained.ts';
import type {SafeText} from '../../domain/safe-text.ts';
import type {Tone} from '../../domain/tone.ts';
import type {DeskPorts} from './desk-ports.ts';

/** How long a message that needs no answer stays, milliseconds. */
const passing = 8_000;

/** Tells, until it is stopped. */
export class Telling {
  readonly #ports: Pick<DeskPorts, 'store' | 'clock' | 'onBug'>;
  #isStopped = false;

  constructor(ports: Pick<DeskPorts, 'store' | 'clock' | 'onBug'>) {
    this.#ports = ports;
  }

  /** Tells something that stays until a key. */
  say(tone: Tone, words: SafeText): void {
    if (!this.#isStopped) this.#ports.store.apply(noticeShown, {tone, text: words});
  }

  /** Tells something that goes by itself. */
  note(words: SafeText): void {
    const {store, clock} = this.#ports;
    if (!this.#isStopped) store.apply(noticeShown, {tone: 'plain', text: words, until: clock.now() + passing});
  }

  /** Tells what is waited for, as long as it is. */
  async meanwhile<Result>(words: SafeText, work: () => Promise<Result>): Promise<Result> {
    const {store} = this.#ports;
    this.say('busy', words);
    try {
      return await work();
    } finally {
      store.apply(noticeWithdrawn, {text: words});
    }
  }

  /** Does something, and tells why it was refused; any other failure is a fault of the program. */
  attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The same for what takes time. */
  work(work: () => Promise<void>): void {
    work().catch(error => this.#failed(error));
  }

  /** Nobody is there any more. */
  stop(): void {
    this.#isStopped = true;
  }

  #failed(error: unknown): void {
    if (this.#isStopped) return;
    if (error instanceof UserError) this.say('warn', explained(error));
    else this.#ports.onBug(error);
  }
}
