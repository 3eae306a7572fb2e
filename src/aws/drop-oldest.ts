// A map that remembers for long is kept small: a dashboard that runs for weeks meets hosts, deployments and tasks without end.

/** Removes what was put in first until at most so many entries are left. */
export function dropOldest<Key, Value>(map: Map<Key, Value>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
