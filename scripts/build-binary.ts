// Builds dist-binary/: the program and a Node in one executable file, for hosts without Node, with its licences and its bill of
// materials. Run with `npm run build:binary`; `-- --architecture x64` builds only that one, `--output FOLDER` elsewhere.

import {mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {basename, join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {makeExecutable} from './binary/executable.ts';
import {architectures, executableName, nodeComponent, nodePackage, nodeVersion} from './binary/node-package.ts';
import {packageVersion, root} from './bundle.ts';
import {billOfMaterials, component} from './release/bill-of-materials.ts';
import {readLockfile} from './release/lockfile.ts';
import {packagesOf} from './release/packages.ts';
import {thirdPartyLicenses} from './release/third-party-licenses.ts';

const {values} = parseArgs({
  options: {
    architecture: {type: 'string'},
    output: {type: 'string', default: join(root, 'dist-binary')},
    'without-compiled-code': {type: 'boolean', default: false},
  },
});
const wanted = architectures.filter(name => values.architecture === undefined || values.architecture === name);
if (wanted.length === 0) throw new Error(`there is no --architecture ${values.architecture}: there are ${architectures.join(', ')}`);
if (process.versions.node !== nodeVersion)
  throw new Error(`only Node ${nodeVersion} makes an executable that holds it: use npm run build:binary`);

const output = resolve(values.output);
rmSync(output, {recursive: true, force: true});
mkdirSync(output, {recursive: true});
const modules = new Set<string>();
for (const architecture of wanted) {
  const file = join(output, executableName(architecture));
  const made = await makeExecutable({architecture, output: file, isCompiled: !values['without-compiled-code']});
  for (const module of made.modules) modules.add(module);
  const size = `${(statSync(file).size / 1e6).toFixed(0)} MB`;
  process.stdout.write(`${basename(output)}/${basename(file)}: ${size}${made.isCompiled ? '' : ', compiles itself at each start'}\n`);
}

const packages = packagesOf([...modules]);
const program = component('application', {name: 'ecsdeck', version: await packageVersion(), license: 'MIT'});
const bill = billOfMaterials(program, packages, readLockfile(), wanted.map(nodeComponent));
writeFileSync(join(output, 'sbom.cdx.json'), `${JSON.stringify(bill, undefined, 2)}\n`);
const nodeLicenses = wanted.map(architecture => readFileSync(nodePackage(architecture).license, 'utf8'));
const texts = [thirdPartyLicenses(packages), `Node ${nodeVersion}\n`, ...new Set(nodeLicenses)];
writeFileSync(join(output, 'THIRD-PARTY-LICENSES.txt'), texts.join(`\n${'-'.repeat(80)}\n`));
