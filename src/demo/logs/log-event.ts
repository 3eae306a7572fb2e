// An event as the demo region's CloudWatch Logs has it, whether it was put or is made up when somebody asks.

/** Times are milliseconds since 1970. */
export interface StoredEvent {
  /** 56 digits, in the order of the timestamps. */
  readonly id: string;
  readonly timestamp: number;
  /** It cannot be read before. */
  readonly ingestionTime: number;
  readonly message: string;
}

/** A place between events, in the order of time and then of ids. */
export interface Cursor {
  readonly timestamp: number;
  readonly id: string;
}

/** Negative when `one` is the earlier. */
export function compareEvents(one: Cursor, other: Cursor): number {
  if (one.timestamp !== other.timestamp) return one.timestamp - other.timestamp;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}

/** The id of the event with this number among those of its stream and millisecond (or second). */
export function eventId(timestamp: number, streamHash: number, number: number): string {
  return `${String(timestamp).padStart(14, '0')}${String(streamHash).padStart(16, '0')}${String(number).padStart(26, '0')}`;
}

/** What an event counts for in a page of at most 1 MB. */
export function sizeOf({message}: StoredEvent): number {
  return Buffer.byteLength(message) + 26;
}
