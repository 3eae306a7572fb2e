// `E`: all of the details, the JSON or the log lines in front, in the person's own editor.

import type {LogScreen} from '../../../store/log-screen.ts';
import {shownScreen} from '../../../store/screens.ts';
import type {DetailsScreen, RawScreen} from '../../../store/state.ts';
import type {EditorEnd, EditorText} from '../../domain/editor.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {Section} from '../../resources/resource.ts';
import {sectionLines} from '../../resources/section-text.ts';
import {fileName} from './file-name.ts';
import {type KeyPorts, mention, say} from './key-ports.ts';

/** Milliseconds within which nobody has read anything. */
const tooShort = 300;

/** Opens what is in front, whole; says so where it was not read yet. */
export function openEditor(ports: KeyPorts): void {
  const screen = shownScreen(ports.store.getState());
  if (screen === undefined || screen.type === 'table' || screen.type === 'help') return;
  const opened = screen.type === 'logs' ? logText(ports, screen) : rowText(ports, screen);
  if (opened === undefined) mention(ports, 'plain', text`nothing was read yet: try again in a moment`);
  else void ports.actions.readInEditor(opened).then(end => end && tell(ports, end));
}

function tell(ports: KeyPorts, {program, isChanged, milliseconds}: EditorEnd): void {
  if (isChanged) say(ports, 'warn', text`it was for reading: what was changed in ${program} is discarded, and nothing was sent`);
  else if (milliseconds < tooShort)
    say(
      ports,
      'warn',
      text`${program} was over at once, and its file is removed: one with a window of its own must wait, as "code -w" does`,
    );
  else mention(ports, 'ok', text`read in ${program}, its file is removed`);
}

/** The lines that pass the filter, as they would be saved. */
function logText(ports: KeyPorts, {number, title}: LogScreen): EditorText | undefined {
  const file = ports.logs.of(number)?.fileContent();
  if (file === undefined) return undefined;
  const about = text`logs of "${title}": ${file.lines} lines, secrets masked`;
  return {name: fileName(`${title}-logs`, '.log'), content: framed(ports, about, file.content)};
}

function rowText(ports: KeyPorts, screen: DetailsScreen | RawScreen): EditorText | undefined {
  const resource = ports.resourceOf(screen.kind);
  const title = `${resource.singular}-${resource.name(screen.id)}`;
  if (screen.type === 'raw') {
    const lines = screen.lines;
    return lines && {name: fileName(title, '.json'), content: `${lines.join('\n')}\n${'\n'.repeat(settingLines)}`};
  }
  if (screen.sections === undefined) return undefined;
  // The store keeps sections without their type; the engine puts in what the resource's `details` yielded.
  const lines = sectionLines(screen.sections as readonly Section[], screen.revealsSecrets);
  const secrets = screen.revealsSecrets ? text`secrets shown` : text`secrets masked`;
  const about = text`details of ${resource.singular} "${resource.name(screen.id)}", ${secrets}`;
  return {name: fileName(title, '.txt'), content: framed(ports, about, `${lines.join('\n')}\n`)};
}

/** Lines at the head and at the end of a file in which vim looks for settings to obey (`vim:` after a space): no line of AWS's stands there. */
const settingLines = 5;

function framed(ports: KeyPorts, about: SafeText, content: string): string {
  const head = [
    text`# ${about}`,
    text`# as ecsdeck had it at ${new Date(ports.now()).toISOString()}`,
    text`#`,
    text`# for reading: changes are discarded, and the file goes with the editor`,
  ];
  return `${head.join('\n')}\n${'\n'.repeat(settingLines - head.length)}${content}${'\n'.repeat(settingLines)}`;
}
