// What AWS answers to a change that it took.

/** A change that AWS accepted. */
export interface Accepted {
  readonly requestId: string;
}
