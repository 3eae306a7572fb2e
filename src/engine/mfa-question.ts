// Asks for the code of an MFA device in the dashboard's own question dialog, while a call waits for the credentials.

import {askOpened, askRefused, dialogClosed} from '../../store/dialogs.ts';
import type {DeckStore} from '../../store/store.ts';
import {CredentialsExpired} from '../domain/errors.ts';
import {text} from '../domain/safe-text.ts';
import type {CommandRunner} from './changes/command-runner-port.ts';

/** The id under which the question stands in the dialog; no command has it. */
const questionId = 'credentials.mfa';

/** The question, and a runner that gives its answers to it first. */
export interface MfaQuestion {
  /** Resolves with the code; rejects with CredentialsExpired when the person leaves the question. */
  ask(serial: string): Promise<string>;
  /** The runner with the question before it. */
  before(runner: CommandRunner): CommandRunner;
}

/** A question that shows itself in the store's dialog. */
export function createMfaQuestion(store: DeckStore): MfaQuestion {
  let pending: {readonly resolve: (code: string) => void; readonly reject: (error: Error) => void} | undefined;
  const isAsked = () => {
    const {dialog} = store.getState();
    return pending !== undefined && dialog?.type === 'ask' && dialog.commandId === questionId;
  };

  function close() {
    pending = undefined;
    store.apply(dialogClosed);
  }

  return {
    ask(serial) {
      const {promise, resolve, reject} = Promise.withResolvers<string>();
      pending = {resolve, reject};
      const label = text`Code of ${serial}`;
      store.apply(askOpened, {
        dialog: {commandId: questionId, title: text`The role wants an MFA code`, targets: [], label, input: '', problem: undefined},
      });
      return promise;
    },
    before: runner => ({
      idle: () => runner.idle(),
      dispose: () => runner.dispose(),
      start: (commandId, ids) => runner.start(commandId, ids),
      confirm: input => runner.confirm(input),
      undoLast: () => runner.undoLast(),
      answer(code) {
        if (!isAsked()) return runner.answer(code);
        if (!/^\d{6}$/.test(code.trim())) return store.apply(askRefused, {problem: text`a code is six digits`});
        pending?.resolve(code.trim());
        close();
      },
      cancel() {
        if (!isAsked()) return runner.cancel();
        pending?.reject(new CredentialsExpired('no MFA code was given', 'Press ^r to be asked again.'));
        close();
      },
    }),
  };
}
