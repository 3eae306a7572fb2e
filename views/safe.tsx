// The one door from painted lines to Ink. No other file draws Ink's Text, so no raw string can reach the screen.

import {Box, Text} from 'ink';
import {memo, type ReactNode} from 'react';
import type {PaintedLine} from './paint.ts';

/** One line of the screen. It is drawn again only when its string differs. */
export const Line = memo(function Line({line}: {readonly line: PaintedLine}): ReactNode {
  // Ink gives an empty text no height, and a line must keep its place.
  return <Text wrap="truncate">{line === '' ? ' ' : line}</Text>;
});

/** Lines one under the other, each in its place: what a screen is made of. */
export function Lines({lines}: {readonly lines: readonly PaintedLine[]}): ReactNode {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {[...lines.entries()].map(([place, line]) => (
        <Line key={place} line={line} />
      ))}
    </Box>
  );
}
