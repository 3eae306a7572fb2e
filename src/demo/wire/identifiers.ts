// Identifiers as AWS makes them, from a given source of randomness so that a seeded region repeats itself.

/** So many hexadecimal digits. */
export function hexDigits(random: () => number, length: number): string {
  let digits = '';
  while (digits.length < length) {
    digits += Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  }
  return digits.slice(0, length);
}

/** A version 4 UUID: request ids, event ids. */
export function uuid(random: () => number): string {
  const digits = hexDigits(random, 32);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}
