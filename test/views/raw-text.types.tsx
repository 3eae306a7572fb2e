// Raw text on its way to the screen, as the compiler must refuse it. Nothing in here runs: `npm run types` fails as soon as
// one of these lines is accepted.

import type {SafeText} from '../../src/domain/safe-text.ts';
import type {PaintedLine, Span} from '../../views/paint.ts';
import {Line, Lines} from '../../views/safe.tsx';

/** As AWS sent it. */
declare const raw: string;
declare const safe: SafeText;
declare const painted: PaintedLine;

/** What is painted may be drawn. */
export const allowed = [<Line key="line" line={painted} />, <Lines key="lines" lines={[painted]} />];
export const allowedSpan: Span = {text: safe};

// @ts-expect-error: a raw string is no line.
export const rawLine = <Line line={raw} />;

// @ts-expect-error: nor is one among others.
export const rawLines = <Lines lines={[painted, raw]} />;

// @ts-expect-error: safe text was not fitted to the screen yet.
export const unpainted = <Line line={safe} />;

// @ts-expect-error: a line takes no children.
export const children = <Line>{raw}</Line>;

// @ts-expect-error: only safe text is painted.
export const rawSpan: Span = {text: raw};

// @ts-expect-error: what is put together with something raw is raw.
export const together: SafeText = `${safe}${raw}`;

// @ts-expect-error: a part of safe text may be half a character.
export const part: SafeText = safe.slice(1);
