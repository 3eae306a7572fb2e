// What differs between two revisions of a task definition, in words: what a person wants to know before one replaces the
// other. Values of environment variables are told only where they do not look like secrets.

import {type SafeText, text} from './safe-text.ts';
import {looksSecret} from './secret.ts';
import type {ContainerDefinition, TaskDefinition} from './task-definition.ts';

type Plain = string | number | undefined;
type Variable = ContainerDefinition['environment'][number];

/** A value longer than this is not told; the details show it whole. */
const mostCharacters = 40;

function valueWords(value: Plain): SafeText {
  if (value === undefined || value === '') return text`none`;
  return String(value).length > mostCharacters ? text`${String(value).slice(0, mostCharacters)}…` : text`${value}`;
}

function changed(what: SafeText, before: Plain, after: Plain): readonly SafeText[] {
  return before === after ? [] : [text`${what}: ${valueWords(before)} → ${valueWords(after)}`];
}

/** Where only that it changed is worth a line: the values are lists, or would fill the screen. */
function altered(what: SafeText, before: unknown, after: unknown): readonly SafeText[] {
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [text`${what} changed`];
}

/** Images of one repository differ in their tag or digest, which is what matters; its registry is left out then. */
function imageWords(before: string, after: string): readonly SafeText[] {
  if (before === after) return [];
  const [, repository = '', tag = ''] = /^(.*?)((?::[^:/]+)?(?:@.+)?)$/.exec(before) ?? [];
  const other = after.startsWith(repository) ? after.slice(repository.length) : undefined;
  if (tag === '' || other === undefined || !/^[:@]/.test(other)) return [text`image ${before} → ${after}`];
  return [text`image ${repository.replace(/^[^/]*[.:][^/]*\//, '')}: ${tag.replace(/^:/, '')} → ${other.replace(/^:/, '')}`];
}

function variableWords(before: readonly Variable[], after: readonly Variable[]): readonly SafeText[] {
  const old = new Map(before.map(({name, value}) => [name, value]));
  const fresh = new Map(after.map(({name, value}) => [name, value]));
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap(name => {
    const [was, is] = [old.get(name), fresh.get(name)];
    if (was === is) return [];
    if (was === undefined) return [text`environment: ${name} added`];
    if (is === undefined) return [text`environment: ${name} removed`];
    return looksSecret(name, was) || looksSecret(name, is)
      ? [text`environment: ${name} changed`]
      : changed(text`environment: ${name}`, was, is);
  });
}

function containerWords(before: ContainerDefinition, after: ContainerDefinition): readonly SafeText[] {
  return [
    ...imageWords(before.image, after.image),
    ...changed(text`CPU units`, before.cpu, after.cpu),
    ...changed(text`memory, MiB`, before.memory, after.memory),
    ...changed(text`memory reservation, MiB`, before.memoryReservation, after.memoryReservation),
    ...variableWords(before.environment, after.environment),
    ...altered(text`secrets`, before.secrets, after.secrets),
    ...altered(text`command`, [before.entryPoint, before.command], [after.entryPoint, after.command]),
    ...altered(text`ports`, before.ports, after.ports),
    ...altered(text`log configuration`, [before.log, before.firelens], [after.log, after.firelens]),
    ...changed(text`health check`, before.healthCheck, after.healthCheck),
    ...altered(text`mounts`, before.mounts, after.mounts),
    ...altered(text`dependencies`, [before.dependsOn, before.isEssential], [after.dependsOn, after.isEssential]),
  ];
}

function allContainers(before: TaskDefinition, after: TaskDefinition): readonly SafeText[] {
  const old = new Map(before.containers.map(container => [container.name, container]));
  const fresh = new Map(after.containers.map(container => [container.name, container]));
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap(name => {
    const [was, is] = [old.get(name), fresh.get(name)];
    if (was === undefined) return [text`container ${name} added: ${is?.image ?? ''}`];
    if (is === undefined) return [text`container ${name} removed`];
    const lines = containerWords(was, is);
    return fresh.size + old.size > 2 ? lines.map(line => text`${name}: ${line}`) : lines;
  });
}

/** A line for each thing that differs; none when the two run the same. Tags and times of registration do not count. */
export function definitionDifferences(before: TaskDefinition, after: TaskDefinition): readonly SafeText[] {
  return [
    ...allContainers(before, after),
    ...changed(text`task CPU units`, before.cpu, after.cpu),
    ...changed(text`task memory, MiB`, before.memory, after.memory),
    ...changed(text`network mode`, before.networkMode, after.networkMode),
    ...changed(text`task role`, before.taskRoleArn, after.taskRoleArn),
    ...changed(text`execution role`, before.executionRoleArn, after.executionRoleArn),
    ...changed(text`operating system`, before.operatingSystem, after.operatingSystem),
    ...changed(text`architecture`, before.architecture, after.architecture),
    ...altered(text`volumes`, before.volumes, after.volumes),
    ...altered(text`placement constraints`, before.placementConstraints, after.placementConstraints),
    ...altered(text`launch types`, before.compatibilities, after.compatibilities),
  ];
}
