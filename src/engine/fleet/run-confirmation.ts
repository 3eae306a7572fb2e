// Confirms that a run goes on, by the cluster's name typed, or that it is aborted. What counts as meant is judged by the same
// rules as for every other change.

import type {Confirmation} from '../../../commands/command.ts';
import {confirmOpened, dialogClosed} from '../../../store/dialogs.ts';
import type {ConfirmDialog} from '../../../store/state.ts';
import type {DeckStore} from '../../../store/store.ts';
import type {Clock} from '../../domain/clock.ts';
import type {SafeText} from '../../domain/safe-text.ts';
import {judge, nothingTyped, type Watched} from '../changes/confirm.ts';
import {dialogIds} from './fleet-dialogs.ts';

/** A dialog that is drawn anew with what was typed and why that did not confirm. */
export type DrawDialog = (typed: string, hint: SafeText | undefined) => ConfirmDialog;

interface Confirming {
  readonly confirmation: Confirmation;
  readonly draw: DrawDialog;
  readonly confirmed: () => void;
  readonly watched: Watched;
}

/** One confirmation at a time. */
export class RunConfirmation {
  readonly #store: DeckStore;
  readonly #clock: Clock;
  #confirming: Confirming | undefined;

  constructor(store: DeckStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Shows the dialog; `confirmed` is called at most once, after it has closed. */
  open(draw: DrawDialog, confirmed: () => void): void {
    const dialog = draw('', undefined);
    this.#confirming = {confirmation: dialog.confirmation, draw, confirmed, watched: nothingTyped(this.#clock.now())};
    this.#store.apply(confirmOpened, {dialog});
  }

  /** True while its dialog is in front. */
  isOpen(): boolean {
    const {dialog} = this.#store.getState();
    const isOurs = dialog?.type === 'confirm' && (dialog.commandId === dialogIds.proceed || dialog.commandId === dialogIds.abort);
    return this.#confirming !== undefined && isOurs;
  }

  /** A key, or at Enter the phrase as it was typed. */
  confirm(input: string): void {
    const confirming = this.#confirming;
    if (confirming === undefined) return;
    const {confirmation, draw, watched, confirmed} = confirming;
    const verdict = judge(confirmation, watched, input, this.#clock.now());
    if (verdict.isConfirmed) {
      this.close();
      confirmed();
      return;
    }
    this.#confirming = {...confirming, watched: verdict.watched};
    this.#store.apply(confirmOpened, {dialog: draw(confirmation.type === 'phrase' ? input : '', verdict.hint)});
  }

  /** Leaves the dialog. */
  close(): void {
    this.#confirming = undefined;
    this.#store.apply(dialogClosed);
  }
}
