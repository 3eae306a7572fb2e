// What a table says while it has no rows to show. Empty is a state, not an error.

import {type SafeText, text} from '../../src/domain/safe-text.ts';
import type {Projection} from '../../src/resources/projection.ts';
import type {State, Table, TableScreen} from '../../store/state.ts';
import type {ViewContext} from '../context.ts';
import {placeWords} from '../frame/place.ts';

/** One sentence: why there are no rows, and what can be done about it where something can. */
export function emptyWords(
  context: ViewContext,
  state: State,
  screen: TableScreen,
  table: Table | undefined,
  {total, filterProblem}: Projection,
): SafeText {
  const {title} = context.resourceOf(screen.kind);
  if (total > 0) return filterProblem ?? nothingMatches(screen);
  if (table?.listing.state === 'complete') return text`no ${title}${placeWords(context, state, screen.scope)}`;
  if (table?.problem) return text`nothing could be read yet`;
  if (table?.listing.state === 'loading') return text`no ${title} so far, reading page ${table.listing.pages + 1} …`;
  return text`waiting for the first page …`;
}

function nothingMatches({filter, showsProblemsOnly}: TableScreen): SafeText {
  if (filter === '') return text`no problems here – ! shows all rows`;
  const among = showsProblemsOnly ? text` among the problems` : text``;
  return text`nothing matches /${filter}${among} – Esc clears`;
}
