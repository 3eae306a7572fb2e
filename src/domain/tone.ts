// What a value means for the person on call. A meaning, never a colour: the theme in views/ turns it into one.

/** `ok` healthy, `busy` changing as intended, `warn` worth a look, `bad` broken, `quiet` unimportant, `plain` neutral. */
export type Tone = 'ok' | 'busy' | 'warn' | 'bad' | 'quiet' | 'plain';
