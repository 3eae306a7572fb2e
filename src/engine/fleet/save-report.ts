// Saves the report of a run beside the person: for people as Markdown, for programs as JSON.

import type {FleetRun} from '../../domain/fleet/run.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {Playbook} from '../../fleet/playbook.ts';
import {reportJson, reportMarkdown} from '../../fleet/report.ts';
import type {DeskPorts} from './desk-ports.ts';

/** Writes both files and says where they are. Rejects when one cannot be written. */
export async function saveReport(
  run: FleetRun,
  playbook: Playbook,
  {saveFile, clock}: Pick<DeskPorts, 'saveFile' | 'clock'>,
): Promise<SafeText> {
  const time = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, '');
  const name = `${run.playbookId}-${run.clusterName.replace(/[^\w.-]+/g, '-')}-${time}`;
  const markdown = await saveFile(`${name}.md`, reportMarkdown(run, playbook));
  const json = await saveFile(`${name}.json`, reportJson(run, playbook));
  return text`saved the report in ${markdown} and ${json}`;
}
