// The size of a generated world, as `--world services=2000,tasks=20000,instances=1500,clusters=5` gives it.

import {UserError} from '../../../domain/errors.ts';

/** How much a generated world holds. */
export interface WorldSize {
  readonly services: number;
  readonly tasks: number;
  readonly instances: number;
  readonly clusters: number;
}

const example = 'Write it like --world services=2000,tasks=20000,instances=1500,clusters=5.';
const limits: Readonly<Record<keyof WorldSize, readonly [least: number, most: number]>> = {
  services: [1, 5000],
  tasks: [0, 100_000],
  instances: [1, 10_000],
  clusters: [1, 100],
};
// What the largest instance type of a generated world takes.
const tasksAnInstance = 350;

/** Reads a world's size; what is left out follows from the services. Throws a UserError that names what is wrong. */
export function parseWorld(spec: string): WorldSize {
  const given = new Map<string, number>();
  for (const part of spec.split(',')) {
    const [name = '', value = ''] = part.split('=').map(text => text.trim());
    if (!isName(name)) throw new UserError(`--world: ${JSON.stringify(name)} is none of ${Object.keys(limits).join(', ')}.`, example);
    if (given.has(name)) throw new UserError(`--world: ${name} is given twice.`, example);
    const [least, most] = limits[name];
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most)) {
      throw new UserError(`--world: ${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(value)}.`, example);
    }
    given.set(name, number);
  }
  const services = given.get('services') ?? 20;
  const tasks = given.get('tasks') ?? Math.min(services * 10, 100_000);
  const instances = given.get('instances') ?? Math.max(1, Math.ceil(tasks / 12));
  const clusters = given.get('clusters') ?? Math.min(5, services, instances);
  return checked({services, tasks, instances, clusters});
}

function checked(size: WorldSize): WorldSize {
  if (size.clusters > Math.min(size.services, size.instances)) {
    throw new UserError(`--world: ${size.clusters} clusters need at least as many services and instances.`, 'Give fewer clusters.');
  }
  if (size.tasks > size.instances * tasksAnInstance) {
    const needed = Math.ceil(size.tasks / tasksAnInstance);
    throw new UserError(`--world: ${size.tasks} tasks do not fit on ${size.instances} instances.`, `Give at least instances=${needed}.`);
  }
  return size;
}

function isName(name: string): name is keyof WorldSize {
  return Object.hasOwn(limits, name);
}
