// The only door by which text reaches the screen. A SafeText holds no character that a terminal would act on.
// Apart from everything else, so that a raw string can never be drawn by mistake: components accept SafeText only.

declare const brand: unique symbol;

/** Text that a terminal shows as it stands: no control, escape, bidirectional or invisible character is left in it. */
export type SafeText = string & {readonly [brand]: true};

const plain = /^[\x20-\x7e]*$/;

/** Makes any text safe: control characters become visible glyphs, escaped and never deleted; nothing is lost. */
export function safeText(raw: string): SafeText {
  if (plain.test(raw)) return raw as SafeText;
  return raw.replace(/[\u0000-\u001f\u007f-\u009f]/gu, character => `<${character.codePointAt(0)?.toString(16)}>`) as SafeText;
}

/** Template tag: the literal parts are the program's own words, every interpolated value is made safe. */
export function text(strings: TemplateStringsArray, ...values: readonly (string | number)[]): SafeText {
  let whole = strings[0] ?? '';
  values.forEach((value, index) => {
    whole += safeText(String(value)) + (strings[index + 1] ?? '');
  });
  return whole as SafeText;
}
