// A logger that says nothing, for the places in which the SDK would otherwise write on the console, in the middle of the
// screen. Never one that says something: the SDK logs credentials.

/** Swallows every line. */
export const silence = {trace() {}, debug() {}, info() {}, warn() {}, error() {}};
