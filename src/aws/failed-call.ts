// What is known about a call that failed; the error's words are made of it.

/** The circumstances of a failed call. */
export interface FailedCall {
  /** IAM's name of it: `ecs:ListTasks`. */
  readonly action: string;
  readonly effect: 'read' | 'change';
  readonly region: string;
  /** Host (and port) that was called, or the service and Region where no request was made yet. */
  readonly endpoint: string;
  /** The profile as the person chose it, by flag or AWS_PROFILE. */
  readonly profile: string | undefined;
  /** True when the credentials in use came from IAM Identity Center. */
  readonly usesSso: boolean;
  /** False while the request cannot have left the machine. */
  readonly wasSent: boolean;
  /** This machine's time, milliseconds since 1970. */
  readonly now: number;
}
