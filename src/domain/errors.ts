// The failures that a person can meet. Each says what happened and what to do next; aws/ translates into them, once.

/** A failure that is explained to the person: what happened (`message`) and the next step (`advice`). */
export class UserError extends Error {
  // Written out in each class: the bundle shortens the classes' own names.
  override readonly name: string = 'UserError';
  readonly advice: string;
  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
  }
}

/** The caller's role may not do `action` (for example `ecs:ListTasks`). */
export class AccessDenied extends UserError {
  override readonly name = 'AccessDenied';
  readonly action: string;
  constructor(action: string, message: string, advice: string, options?: ErrorOptions) {
    super(message, advice, options);
    this.action = action;
  }
}

/** AWS refused because of the rate of calls; the governor has already slowed down. */
export class Throttled extends UserError {
  override readonly name = 'Throttled';
}

/** Credentials are missing, expired or refused; `advice` holds the exact command that renews them where there is one. */
export class CredentialsExpired extends UserError {
  override readonly name = 'CredentialsExpired';
}

/** What was asked for does not exist any more (or never did). */
export class Gone extends UserError {
  override readonly name = 'Gone';
}

/** No answer within the deadline, or no connection. */
export class Unreachable extends UserError {
  override readonly name = 'Unreachable';
}

/** A change was sent and no answer came: it may or may not have happened. Never send it again; read and see. */
export class OutcomeUnknown extends UserError {
  override readonly name = 'OutcomeUnknown';
}

/** The program refused by itself: read-only mode, a changed target, a failed confirmation. */
export class Refused extends UserError {
  override readonly name = 'Refused';
}

/** The arguments or the configuration file cannot be used as they are; `advice` says how to put them right. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}

/** The service does not have this operation (moto, an older partition). */
export class Unsupported extends UserError {
  override readonly name = 'Unsupported';
}

/** A fault of the program itself. The only kind that may end it. */
export class Bug extends Error {
  override readonly name = 'Bug';
}
