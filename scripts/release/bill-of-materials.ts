// The bill of materials of what is handed out, in CycloneDX 1.6. It holds no time and no random number, so that the same
// sources make the same bytes.

import {folderOfDependency, type Lockfile} from './lockfile.ts';
import type {BundledPackage} from './packages.ts';

/** A component as CycloneDX writes it. */
export interface Component {
  readonly type: 'application' | 'library' | 'platform';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly scope?: 'required';
  readonly licenses: readonly [{readonly license: {readonly id: string}} | {readonly expression: string}];
  readonly externalReferences?: readonly {
    readonly type: 'distribution';
    readonly url: string;
    readonly hashes: readonly [{readonly alg: 'SHA-512'; readonly content: string}];
  }[];
}

/** The document. */
export interface BillOfMaterials {
  readonly $schema: string;
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly version: 1;
  readonly metadata: {readonly component: Component};
  readonly components: readonly Component[];
  readonly dependencies: readonly {readonly ref: string; readonly dependsOn: readonly string[]}[];
}

/** What a component is made of. */
export interface ComponentFacts {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** `sha512-` and base64. */
  readonly integrity?: string | undefined;
}

/** A component of the npm registry. */
export function component(type: Component['type'], {name, version, license, integrity}: ComponentFacts): Component {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const hash = integrity?.startsWith('sha512-') ? Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex') : undefined;
  return {
    type,
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(type !== 'application' && {scope: 'required'}),
    licenses: [/ (OR|AND|WITH) /.test(license) ? {expression: license} : {license: {id: license}}],
    ...(hash && {externalReferences: [{type: 'distribution', url: purl, hashes: [{alg: 'SHA-512', content: hash}]}]}),
  };
}

/** The bill of a program of these packages; `platforms` are what it brings along to run on. */
export function billOfMaterials(
  program: Component,
  packages: readonly BundledPackage[],
  lockfile: Lockfile,
  platforms: readonly Component[] = [],
): BillOfMaterials {
  const byFolder = new Map(
    packages.map(found => [found.folder, component('library', {...found, integrity: lockfile[found.folder]?.integrity})] as const),
  );
  const neededBy = (folder: string) => {
    const {dependencies, devDependencies, peerDependencies} = lockfile[folder] ?? {};
    const names = Object.keys({...dependencies, ...devDependencies, ...peerDependencies});
    return names
      .map(name => byFolder.get(folderOfDependency(lockfile, folder, name) ?? '')?.['bom-ref'])
      .filter(ref => ref !== undefined)
      .toSorted();
  };
  const components = [...byFolder.values(), ...platforms];
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {component: program},
    components: unique(components),
    dependencies: unique([
      {'bom-ref': program['bom-ref'], dependsOn: [...neededBy(''), ...platforms.map(platform => platform['bom-ref'])]},
      ...[...byFolder].map(([folder, {'bom-ref': ref}]) => ({'bom-ref': ref, dependsOn: neededBy(folder)})),
      ...platforms.map(({'bom-ref': ref}) => ({'bom-ref': ref, dependsOn: []})),
    ]).map(({'bom-ref': ref, dependsOn}) => ({ref, dependsOn})),
  };
}

/** The same package can be installed in two folders. */
function unique<Item extends {readonly 'bom-ref': string}>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map(item => [item['bom-ref'], item])).values()];
}
