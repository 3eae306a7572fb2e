// What a playbook declares. The screens of a run, the palette, the headless verbs and the docs follow from it.

import type {Finding, ParameterValues} from '../domain/fleet/finding.ts';
import type {SafeText} from '../domain/safe-text.ts';

/** One value that a playbook is given. */
export interface Parameter {
  /** `zone`: the headless option `--zone`, the script's variable `ECSDECK_ZONE`. */
  readonly name: string;
  readonly label: SafeText;
  /** What the question is filled with at first. */
  readonly initial: string;
  /** For help: `Asia/Shanghai`. */
  readonly example: string;
  /** What is typed is the path of a file; `parse` is given what the file holds. */
  readonly isFile?: true;
  /** The value as the script gets it, of an allow-listed alphabet, or a sentence why the text is none. */
  parse(text: string): {readonly value: string} | {readonly problem: SafeText};
}

/** A column of a run's table that shows a value of the findings: `offset` before → after. */
export interface FindingColumn {
  /** Upper case. */
  readonly title: string;
  readonly width: number;
  text(finding: Finding): SafeText;
}

/**
 * A script of a playbook: POSIX sh, run as root. It checks first, changes only what differs, backs up what it edits, verifies,
 * and prints one JSON line of at most 2,400 bytes. It gets its parameters as shell variables.
 */
export interface Script {
  readonly body: string;
  /** How long it may run on a host, seconds. */
  readonly executionSeconds: number;
}

/** How much is at stake: `read` changes nothing on the host, `change` can be repeated harmlessly, `destroy` interrupts or removes. */
export type PlaybookEffect = 'read' | 'change' | 'destroy';

/** The declaration of one playbook. */
export interface Playbook {
  /** `time-fix`: also the headless verb where there is one. */
  readonly id: string;
  readonly title: string;
  /** One sentence for the palette and the docs. */
  readonly summary: string;
  readonly effect: PlaybookEffect;
  readonly parameters: readonly Parameter[];
  /** Families of systems that the script knows, for the docs: `Amazon Linux 2`… */
  readonly platforms: readonly string[];
  /** Looks without changing anything: before the plan, and again after each wave. All there is when the effect is `read`. */
  readonly check?: Script;
  /** Does it. Absent when the effect is `read`. */
  readonly apply?: Script;
  /** Understands the output of either script. Never throws: what cannot be understood is UNREADABLE. */
  read(output: string, values: ParameterValues): Finding;
  /** What `apply` would do on a host with this finding, a sentence each; empty when there is nothing to do. Without a check it is asked without a finding. */
  plan(finding: Finding | undefined, values: ParameterValues): readonly SafeText[];
  /** A sentence why nothing can be done on a host with this finding (UNSUPPORTED); undefined when it can. */
  cannot?(finding: Finding): SafeText | undefined;
  /** Whether a check after `apply` shows what was wanted, beside the check before. Without a check the apply's own finding is judged. */
  isAsWanted(finding: Finding, values: ParameterValues, before: Finding | undefined): boolean;
  readonly columns: readonly FindingColumn[];
  /** Drain the container instance first, one host at a time, and make it ACTIVE again once it is back. */
  readonly drainsFirst?: true;
  /** The host goes away while it runs: it is done when its agent answers again with another boot. */
  readonly restartsHost?: true;
  /** Wants `playbooks.shell = true` in the configuration. */
  readonly isOffByDefault?: true;
}
