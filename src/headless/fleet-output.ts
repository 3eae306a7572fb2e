// What is printed of a run: its plan before it is confirmed, and its hosts or its report at the end.

import type {FleetRun} from '../domain/fleet/run.ts';
import {hostRows} from '../domain/fleet/run-summary.ts';
import {signOf} from '../domain/health/verdict.ts';
import {type SafeText, text} from '../domain/safe-text.ts';
import {planDialog} from '../engine/fleet/fleet-dialogs.ts';
import type {Playbook} from '../fleet/playbook.ts';
import {reportMarkdown, reportValue} from '../fleet/report.ts';
import {fleetHost} from '../resources/fleet-host.ts';
import type {ReportForm} from './fleet-request.ts';
import {safeJson} from './get.ts';
import {tableText} from './table-text.ts';

/** The plan, as the dashboard shows it before it asks. */
export function planLines(run: FleetRun, playbook: Playbook, now: number): readonly SafeText[] {
  const {title, items} = planDialog(run, playbook, now);
  return [
    title,
    ...items.flatMap(({summary, consequences}) => [summary, ...consequences.map(line => text`  ${signOf(line.tone)} ${line.text}`)]),
  ];
}

/** The run in the form that was asked for, with a final line break. `available` is the terminal's width; undefined in a pipe. */
export function runText(run: FleetRun, playbook: Playbook, form: ReportForm, now: number, available: number | undefined): string {
  switch (form) {
    case 'json':
      return `${safeJson(reportValue(run, playbook), 2)}\n`;
    case 'markdown':
      return reportMarkdown(run, playbook);
    case 'table': {
      const columns = fleetHost.columnsIn?.({run: run.id, playbook: playbook.id}) ?? fleetHost.columns;
      const cells = hostRows(run).map(row => columns.map(column => column.text(row, undefined, now)));
      return `${tableText(columns, cells, available).join('\n')}\n`;
    }
  }
}
