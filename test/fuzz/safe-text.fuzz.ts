import {test} from 'vitest';
import {factor, seed} from './amount.ts';
import {fuzzSafeText} from './safe-text.ts';

test('whatever the text, a terminal only shows it', () => fuzzSafeText(1_000_000 * factor, seed));
