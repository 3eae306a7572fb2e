// What stands between the frame's lines: the dialog if there is one, else the screen in front. All but the details are lines.

import {type SafeText, text} from '../src/domain/safe-text.ts';
import {runRows} from '../store/layout.ts';
import type {LogScreen} from '../store/log-screen.ts';
import type {Dialog, Screen, State} from '../store/state.ts';
import {currentScreen, type ViewContext} from './context.ts';
import {itemsOf} from './details/details-view.tsx';
import {askContent} from './dialog/ask.ts';
import {type BoxContent, boxLines, innerWidth, type MiddleWindow, middleWindow} from './dialog/box.ts';
import {chooseContent} from './dialog/choose.ts';
import {confirmContent} from './dialog/confirm.ts';
import {paletteContent} from './dialog/palette.ts';
import {helpLines} from './help-lines.ts';
import {logLines} from './logs/lines.ts';
import type {PaintedLine} from './paint.ts';
import {rawLength, rawLines} from './raw-lines.ts';
import {tableLines, visibleRows} from './table/lines.ts';
import {clampedTop} from './table/window.ts';

/** A dialog that is drawn in a box; the filter is typed in the footer. */
type BoxedDialog = Exclude<Dialog, {readonly type: 'filter'}>;

/** The dialog that covers the body. */
export function coveringDialog({dialog}: State): BoxedDialog | undefined {
  return dialog === undefined || dialog.type === 'filter' ? undefined : dialog;
}

/** The body in at most `height` lines. The details are none: they are drawn by their own component. */
export function bodyLines(context: ViewContext, state: State, height: number): readonly PaintedLine[] {
  const {theme} = context;
  const {columns} = state.size;
  const dialog = coveringDialog(state);
  if (dialog) return boxLines(theme, columns, height, dialogContent(context, dialog, columns, height));
  const screen = currentScreen(state);
  switch (screen.type) {
    case 'table':
      return tableLines(context, state, screen, height);
    case 'raw':
      return rawLines(theme, screen, columns, height);
    case 'logs':
      return logLines(theme, screen, columns, height);
    case 'help': {
      const lines = helpLines(context, state);
      const first = clampedTop(screen.scroll, height, lines.length);
      return lines.slice(first, first + height);
    }
    case 'details':
      return [];
  }
}

function dialogContent({theme}: ViewContext, dialog: BoxedDialog, columns: number, height: number): BoxContent {
  const width = innerWidth(columns);
  switch (dialog.type) {
    case 'confirm':
      return confirmContent(theme, dialog, width);
    case 'choose':
      return chooseContent(theme, dialog, width, height);
    case 'ask':
      return askContent(theme, dialog, width);
    case 'palette':
      return paletteContent(theme, dialog, width, height);
  }
}

/** Where in a longer content the screen is: `13–24/400`; undefined when all of it is seen. */
export function positionWords(context: ViewContext, state: State, height: number): SafeText | undefined {
  const screen = currentScreen(state);
  if (coveringDialog(state)) return undefined;
  if (screen.type === 'table') {
    const projection = context.projector(state, screen);
    const {first, count} = visibleRows(projection, screen, height - runRows(state.size, screen));
    return rangeWords(first, count, projection.ids.length);
  }
  if (screen.type === 'logs') return logPosition(screen);
  const total = contentLength(context, state, screen);
  return rangeWords(clampedTop(screen.scroll, height, total), height, total);
}

/** The greatest scroll of the screen in front that still fills its body of `height` lines; 0 for tables, which scroll by their cursor. */
export function scrollLimit(context: ViewContext, state: State, height: number): number {
  const screen = currentScreen(state);
  return screen.type === 'table' || screen.type === 'logs' ? 0 : Math.max(0, contentLength(context, state, screen) - height);
}

/** Which lines of the confirm dialog's preview are seen in a body of `height` lines; none without that dialog. */
export function previewWindow({theme}: ViewContext, {dialog, size}: State, height: number): MiddleWindow {
  if (dialog?.type !== 'confirm') return {first: 0, count: 0, total: 0};
  return middleWindow(confirmContent(theme, dialog, innerWidth(size.columns)), height);
}

function contentLength(context: ViewContext, state: State, screen: Exclude<Screen, {readonly type: 'table' | 'logs'}>): number {
  const {columns} = state.size;
  switch (screen.type) {
    case 'raw':
      return rawLength(screen, columns);
    case 'help':
      return helpLines(context, state).length;
    case 'details':
      return itemsOf(context, screen, columns).length;
  }
}

function logPosition({window}: LogScreen): SafeText | undefined {
  return window && rangeWords(window.first, window.rows.length, window.size);
}

function rangeWords(first: number, count: number, total: number): SafeText | undefined {
  if (total <= count) return undefined;
  return text`${first + 1}–${Math.min(total, first + count)}/${total}`;
}
