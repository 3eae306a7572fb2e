// What the key dispatcher asks of the desk for runs over hosts. Apart, so that keys and desk know only this of each other.

import type {Playbook} from '../../fleet/playbook.ts';

/** Hosts that a playbook is meant for: these container instances of a cluster, or all of it. */
export interface Aim {
  /** ARN or name. */
  readonly cluster: string;
  /** ARNs; all hosts of the cluster when absent. */
  readonly instances?: readonly string[];
}

/** Carries runs over hosts from the key to their report. It opens, fills and closes its dialogs in the store by itself. */
export interface FleetDesk {
  /** Asks for the playbook's parameters one after the other, and begins it. */
  run(playbookId: string, aim: Aim): void;
  /** Lets the person choose a playbook first. */
  choose(aim: Aim): void;
  /** The id of what was chosen. */
  chosen(playbookId: string): void;
  /** Another run over hosts of a run: with the same parameters when it is the same playbook, else they are asked for. */
  follow(runId: string, playbookId: string, instances: readonly string[]): void;
  /** Shows the plan of a run and asks whether it goes on; picks it up first when another program began it. */
  proceed(runId: string): void;
  /** Asks whether it is to be aborted. */
  abort(runId: string): void;
  /** Once more over the hosts that failed, or those of them among `instances`. */
  retry(runId: string, instances: readonly string[]): void;
  /** Saves the report of a run in two files. */
  saveReport(runId: string): void;
  /** Why the program should not be left now: told once, the second time it is meant. */
  leaving(): 'told' | 'go';
  /** Those that are on in this configuration. */
  readonly playbooks: readonly Playbook[];
  /** Leaves the choice. */
  cancel(): void;
}
