// What the project is built from: exact versions, a lockfile that says the same, a hash for each package, licences that are
// allowed, and nothing that runs by itself when it is installed.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {nodeVersion} from '../../scripts/binary/node-package.ts';
import {root} from '../../scripts/bundle.ts';
import {allowedInProgram, allowedInTools, isAllowed} from '../../scripts/release/licenses.ts';
import {folderOfDependency, readLockfile} from '../../scripts/release/lockfile.ts';

type Dependencies = Readonly<Record<string, string>>;
const manifest: {
  readonly private: boolean;
  readonly dependencies: Dependencies;
  readonly devDependencies: Dependencies;
  readonly allowScripts: Readonly<Record<string, boolean>>;
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const asked = {...manifest.dependencies, ...manifest.devDependencies};
const lockfile = readLockfile();
const locked = Object.entries(lockfile).filter(([folder]) => folder !== '');

describe('package.json', () => {
  test('asks for exact versions', () => {
    expect(Object.entries(asked).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('is the one that was locked', () => {
    expect(lockfile['']?.dependencies).toEqual(manifest.dependencies);
    expect(lockfile['']?.devDependencies).toEqual(manifest.devDependencies);
    for (const [name, version] of Object.entries(asked)) expect(lockfile[`node_modules/${name}`]?.version, name).toBe(version);
  });

  test('is private, because the package that is handed out is made by the build', () => {
    expect(manifest.private).toBe(true);
  });

  test('brings the Node that the executables hold', () => {
    expect(manifest.devDependencies.node).toBe(nodeVersion);
  });
});

describe('each locked package', () => {
  test('has a strong hash', () => {
    expect(locked.filter(([, {integrity}]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '')).map(([folder]) => folder)).toEqual([]);
  });

  test('comes from a registry', () => {
    const foreign = locked.filter(([, {link, resolved = 'https:'}]) => link || !resolved.startsWith('https:'));
    expect(foreign.map(([folder]) => folder)).toEqual([]);
  });

  test('has a licence that is allowed', () => {
    expect(locked.filter(([, {license}]) => !isAllowed(license, allowedInTools)).map(([folder]) => folder)).toEqual([]);
  });

  test('runs no script when it is installed, but for the Node of the checkout', () => {
    const scripted = locked.filter(([, {hasInstallScript}]) => hasInstallScript).map(([folder]) => folder);
    expect(scripted).toEqual(['node_modules/node']);
    expect(manifest.allowScripts).toEqual({node: true});
  });
});

describe('a licence', () => {
  test.each(['MIT', 'Apache-2.0', 'ISC', '(MIT OR GPL-3.0-only)', 'MIT OR Apache-2.0'])('%s is allowed in the program', license => {
    expect(isAllowed(license, allowedInProgram)).toBe(true);
  });

  test.each(['GPL-3.0-only', 'AGPL-3.0-only', 'MPL-2.0', 'UNLICENSED', 'SEE LICENSE IN LICENSE', 'MIT AND GPL-3.0-only', '', undefined])(
    '%s is not',
    license => {
      expect(isAllowed(license, allowedInProgram)).toBe(false);
    },
  );
});

test('a dependency is the nearest one', () => {
  const tree = {
    'node_modules/a': {version: '1.0.0'},
    'node_modules/b': {version: '1.0.0'},
    'node_modules/b/node_modules/a': {version: '2.0.0'},
    'node_modules/@s/c': {version: '1.0.0'},
  };
  expect(folderOfDependency(tree, 'node_modules/b', 'a')).toBe('node_modules/b/node_modules/a');
  expect(folderOfDependency(tree, 'node_modules/b/node_modules/a', 'b')).toBe('node_modules/b');
  expect(folderOfDependency(tree, 'node_modules/@s/c', 'a')).toBe('node_modules/a');
  expect(folderOfDependency(tree, '', '@s/c')).toBe('node_modules/@s/c');
  expect(folderOfDependency(tree, '', 'd')).toBeUndefined();
});
