// How much `npm run fuzz` does, and where it begins.

/** Times what CI does. */
export const factor = Math.max(1, Number(process.env.ECSDECK_FUZZ ?? 1) || 1);

/** The same number tries the same cases. */
export const seed = Number(process.env.ECSDECK_FUZZ_SEED ?? 1) || 1;
