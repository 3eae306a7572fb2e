// The time zones that are installed on the demo's hosts: those that this machine knows.

/** Whether /usr/share/zoneinfo has a file of this name. Names are told apart by case, as files are. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z0-9_+-]+(?:\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  const resolved = resolve(name);
  if (resolved === undefined) return false;
  return resolved.toLowerCase() !== name.toLowerCase() || resolved === name;
}

function resolve(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: name}).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
