// "Did you mean …": which of the known names is closest to the one that was typed.

/** The number of insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({length: to.length + 1}, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}

function distanceOf(typed: string, candidate: string): number {
  const [one, other] = [typed.toLowerCase(), candidate.toLowerCase()];
  const distance = editDistance(one, other);
  return one.length > 1 && other.includes(one) ? Math.min(distance, 1.5) : distance;
}

/** The candidates, nearest first; equally near ones keep their order. */
export function byNearness(typed: string, candidates: readonly string[]): readonly string[] {
  return candidates
    .map(candidate => ({candidate, distance: distanceOf(typed, candidate)}))
    .sort((one, other) => one.distance - other.distance)
    .map(({candidate}) => candidate);
}

/** The candidate that was probably meant, or undefined when none is near. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const [best] = byNearness(typed, candidates);
  return best !== undefined && distanceOf(typed, best) <= Math.max(1.5, typed.length / 3) ? best : undefined;
}
