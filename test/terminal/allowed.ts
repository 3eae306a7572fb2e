// What may leave the stage: printable characters, SGR, cursor moves, erasing, scrolling. Everything else is named.

const allowed =
  /\u001b\[[0-9;]*m|\u001b\[[0-9;]*[ABCDGH]|\u001b\[[0-9]*[KJLM]|\u001b\[(?:[0-9]+;[0-9]+)?r|[\r\n\b]|[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What is left of the bytes without all that is allowed. */
export function notAllowed(text: string): string {
  return text.replaceAll(allowed, '');
}
