// Asks for a playbook's parameters one after the other, in the dialog of every other question.

import {askOpened, askRefused, dialogClosed} from '../../../store/dialogs.ts';
import type {DeckStore} from '../../../store/store.ts';
import type {ParameterValues} from '../../domain/fleet/finding.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {Parameter, Playbook} from '../../fleet/playbook.ts';
import {dialogIds, parameterDialog} from './fleet-dialogs.ts';

/** What the questions are handed. */
export interface QuestionPorts {
  readonly store: DeckStore;
  /** What a file of the person's holds; rejects when it cannot be read. */
  readonly readFile: (path: string) => Promise<string>;
}

/** What is asked for. */
export interface Wanted {
  readonly playbook: Playbook;
  /** The hosts that it is for, in words. */
  readonly targets: readonly SafeText[];
  /** What the questions are filled with, by the parameters' names, in place of the playbook's own. */
  readonly initial: ParameterValues;
  readonly answered: (values: ParameterValues) => void;
}

type Asking = Wanted & {readonly parameter: Parameter; readonly values: ParameterValues};

/** The questions of one playbook at a time. */
export class ParameterQuestions {
  readonly #ports: QuestionPorts;
  #asking: Asking | undefined;

  constructor(ports: QuestionPorts) {
    this.#ports = ports;
  }

  /** Asks; answers at once where there is nothing to ask. */
  ask(wanted: Wanted): void {
    this.#next(wanted, {});
  }

  /** True while one of its questions is in front. */
  isOpen(): boolean {
    const {dialog} = this.#ports.store.getState();
    return this.#asking !== undefined && dialog?.type === 'ask' && dialog.commandId === dialogIds.ask;
  }

  /** The text at Enter. Resolves when it was taken or refused. */
  async answer(typed: string): Promise<void> {
    const asking = this.#asking;
    if (asking === undefined) return;
    const {store} = this.#ports;
    const content = asking.parameter.isFile === true ? await this.#fileContent(typed) : {value: typed};
    if (this.#asking !== asking) return;
    const parsed = 'problem' in content ? content : asking.parameter.parse(content.value);
    if ('problem' in parsed) store.apply(askRefused, {problem: parsed.problem});
    else this.#next(asking, {...asking.values, [asking.parameter.name]: parsed.value});
  }

  /** Leaves the question. */
  cancel(): void {
    this.#asking = undefined;
    this.#ports.store.apply(dialogClosed);
  }

  #next(wanted: Wanted, values: ParameterValues): void {
    const {playbook, targets, initial, answered} = wanted;
    const parameter = playbook.parameters.find(({name}) => values[name] === undefined);
    if (parameter === undefined) {
      if (this.#asking !== undefined) this.cancel();
      answered(values);
      return;
    }
    this.#asking = {playbook, targets, initial, answered, parameter, values};
    const filled = parameter.isFile === true ? parameter.initial : (initial[parameter.name] ?? parameter.initial);
    this.#ports.store.apply(askOpened, {dialog: parameterDialog(playbook, parameter, targets, filled)});
  }

  async #fileContent(path: string): Promise<{readonly value: string} | {readonly problem: SafeText}> {
    try {
      return {value: await this.#ports.readFile(path.trim())};
    } catch (error) {
      return {problem: text`${path.trim()} cannot be read: ${error instanceof Error ? error.message : String(error)}`};
    }
  }
}
