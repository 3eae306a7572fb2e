// Who the program acts as, from STS and not from a profile's name.

/** The caller, from STS GetCallerIdentity. */
export interface Identity {
  /** 12 digits. */
  readonly account: string;
  readonly arn: string;
  /** The role's or user's name, from the ARN. */
  readonly role: string;
  /** aws, aws-cn, aws-us-gov, …: from the caller's ARN. */
  readonly partition: string;
}
