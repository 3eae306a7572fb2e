// Batches of the size that AWS allows in one call.

/** Cuts a list into batches of at most `size`, in order. */
export function batches<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({length: Math.ceil(items.length / size)}, (_, index) => items.slice(index * size, (index + 1) * size));
}
