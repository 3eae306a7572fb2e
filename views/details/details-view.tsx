// The details screen: the lines of its sections that are in the window, tables through ink-table.

import {Box} from 'ink';
import {type ReactNode, useMemo} from 'react';
import {text} from '../../src/domain/safe-text.ts';
import type {Section} from '../../src/resources/resource.ts';
import type {DetailsScreen} from '../../store/state.ts';
import type {ViewContext} from '../context.ts';
import {keyName} from '../key-names.ts';
import {gap, paint} from '../paint.ts';
import {Line} from '../safe.tsx';
import {clampedTop} from '../table/window.ts';
import {InnerTableView} from './inner-table-view.tsx';
import {type DetailsItem, detailsIndent, detailsItems} from './items.ts';

/** The screen in `height` lines of `width` cells. */
export function DetailsView(props: {
  readonly context: ViewContext;
  readonly screen: DetailsScreen;
  readonly width: number;
  readonly height: number;
}): ReactNode {
  const {context, screen, width, height} = props;
  const items = useMemo(() => itemsOf(context, screen, width), [context, screen, width]);
  const first = clampedTop(screen.scroll, height, items.length);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {grouped(items.slice(first, first + height)).map(group =>
        group.type === 'line' ? (
          <Line key={`line ${first + group.at}`} line={group.line} />
        ) : (
          <Box key={`table ${first + group.at}`} paddingLeft={detailsIndent} flexShrink={0}>
            <InnerTableView theme={context.theme} {...group} />
          </Box>
        ),
      )}
    </Box>
  );
}

/** Every line of the screen. */
export function itemsOf(context: ViewContext, screen: DetailsScreen, width: number): readonly DetailsItem[] {
  const {theme, bindings} = context;
  if (!screen.sections) return [{type: 'line', line: paint(theme, width, [gap(detailsIndent), {text: text`reading …`, tone: 'quiet'}])}];
  const key = bindings.find(binding => binding.action === 'revealSecrets')?.keys[0] ?? 'v';
  // The store keeps sections without their type; the engine puts in what the resource's `details` yielded.
  const sections = screen.sections as readonly Section[];
  return detailsItems(sections, {theme, width, revealsSecrets: screen.revealsSecrets, revealKey: keyName(theme, key)});
}

type TableGroup = Omit<Parameters<typeof InnerTableView>[0], 'theme'> & {readonly type: 'table'; readonly at: number};
type Group = (DetailsItem & {readonly type: 'line'; readonly at: number}) | TableGroup;

/** Lines of one table that follow each other are drawn as one table. */
function grouped(items: readonly DetailsItem[]): readonly Group[] {
  const groups: Group[] = [];
  for (const [at, item] of items.entries()) {
    const last = groups.at(-1);
    if (item.type === 'line') groups.push({...item, at});
    else if (last?.type === 'table' && last.table === item.table) groups[groups.length - 1] = {...last, end: (item.row ?? 0) + 1};
    else
      groups.push({
        type: 'table',
        at,
        table: item.table,
        hasTitles: item.row === undefined,
        first: item.row ?? 0,
        end: (item.row ?? -1) + 1,
      });
  }
  return groups;
}
