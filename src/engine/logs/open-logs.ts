// `l`: from the marked rows, or the one under the cursor, to the screen of their logs.

import {logsOpened} from '../../../store/logs.ts';
import {shownScreen} from '../../../store/screens.ts';
import {tableOf} from '../../../store/tables.ts';
import {shortDefinition} from '../../domain/format/arn.ts';
import type {LogMembers} from '../../domain/log-members.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {AnyResource} from '../../resources/resource.ts';
import {type KeyPorts, say} from '../keys/key-ports.ts';
import {selectedIds} from '../keys/table-keys.ts';

type Row = Parameters<AnyResource['id']>[0];

/** Opens the logs of the selected rows, or of the row whose details are in front, or says why there are none. */
export function openLogs(ports: KeyPorts): void {
  const {store, resourceOf} = ports;
  const state = store.getState();
  const screen = shownScreen(state);
  if (screen === undefined || screen.type === 'help' || screen.type === 'logs') return;
  const resource = resourceOf(screen.kind);
  if (resource.logs === undefined) {
    say(ports, 'plain', text`${resource.title} have no logs of their own: services, deployments, tasks, containers and instances have`);
    return;
  }
  const ids = screen.type === 'table' ? selectedIds(ports, state) : [screen.id];
  const entries = tableOf(state, screen)?.entries;
  const rows = ids.flatMap(id => {
    const entry = entries?.get(id);
    if (entry?.row === undefined) return [];
    // Only rows of the table's own resource are in its entries.
    const row = entry.row as Row;
    const members = resource.logs?.(row, screen.scope);
    const name = definitionIn(members) ?? resource.columns[0]?.text(row, entry.finding, state.now) ?? resource.name(id);
    return [{name, members}];
  });
  const members = rows.flatMap(row => row.members ?? []);
  if (members.length === 0) {
    say(ports, 'warn', ids.length === 0 ? text`no row is selected: move to one first` : text`still loading: press again in a moment`);
    return;
  }
  const names = rows.map(({name}) => name);
  const minutes = minutesSince(members, state.now);
  store.apply(logsOpened, {
    from: screen,
    title: titleOf(resource, names),
    members: merged(members),
    ...(minutes !== undefined && {minutes}),
  });
}

/** What a deployment brings says more than its id. */
function definitionIn(members: LogMembers | undefined): SafeText | undefined {
  const isDeployment = members !== undefined && 'service' in members;
  const definition = isDeployment ? members.deployment?.target.taskDefinitionArn : undefined;
  return definition === undefined ? undefined : shortDefinition(definition);
}

const mostMinutes = 360;
/** So long before a deployment the lines of what it replaces are read, to be compared with. */
const minutesBefore = 5;

/** From some minutes before the deployment on; undefined for other logs. */
function minutesSince(all: readonly LogMembers[], now: number): number | undefined {
  const begun = all.flatMap(members => ('service' in members && members.deployment !== undefined ? [members.deployment.since] : []));
  if (begun.length === 0) return undefined;
  return Math.min(mostMinutes, Math.ceil((now - Math.min(...begun)) / 60_000) + minutesBefore);
}

function titleOf({title}: AnyResource, names: readonly SafeText[]): SafeText {
  const [only, another] = names;
  return only !== undefined && another === undefined ? text`${shortName(only)}` : text`${names.length} ${title}`;
}

/** The id of a task is told apart by its beginning. */
function shortName(name: string): string {
  return /^[0-9a-f]{32}$/.test(name) ? name.slice(0, 8) : name;
}

/** Tasks of one cluster, whose containers are all meant, are described together. */
function merged(all: readonly LogMembers[]): readonly LogMembers[] {
  const [first] = all;
  const tasks = all.flatMap(members => ('tasks' in members && members.container === undefined ? members.tasks : []));
  return first !== undefined && tasks.length === all.length ? [{cluster: first.cluster, tasks}] : all;
}
