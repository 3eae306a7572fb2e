// Builds dist-package/: the npm package as it is handed out, and its tarball. The bundle holds all that the program needs, so
// this package.json names no dependency: nothing else is fetched and no script runs when it is installed. In package.json of
// the checkout the dependencies stay what they are, for those who look for what is in the program; it is private, so that it
// cannot be handed out by mistake. Run with `npm run build:package`; `-- --output FOLDER` builds elsewhere.

import {execFileSync} from 'node:child_process';
import {cpSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {bundleForNode, root} from './bundle.ts';
import {billOfMaterials, component} from './release/bill-of-materials.ts';
import {readLockfile} from './release/lockfile.ts';
import {packagesOf} from './release/packages.ts';
import {thirdPartyLicenses} from './release/third-party-licenses.ts';

const {values} = parseArgs({options: {output: {type: 'string', default: join(root, 'dist-package')}}});
const output = resolve(values.output);
const folder = join(output, 'package');

rmSync(output, {recursive: true, force: true});
mkdirSync(folder, {recursive: true});
const packages = packagesOf(await bundleForNode(join(folder, 'dist')));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const {name, version, description, license, type, bin, files, engines} = manifest;
for (const file of files) if (file !== 'dist' && !isMade(file)) cpSync(join(root, file), join(folder, file), {recursive: true});
writeFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(packages));
const bill = billOfMaterials(component('application', {name, version, license}), packages, readLockfile());
writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(bill, undefined, 2)}\n`);
writeFileSync(
  join(folder, 'package.json'),
  `${JSON.stringify({name, version, description, license, type, bin, files, engines}, undefined, 2)}\n`,
);
execFileSync('npm', ['pack', '--silent', '--pack-destination', output], {cwd: folder, stdio: ['ignore', 'inherit', 'inherit']});

/** Written below, and not copied. */
function isMade(file: string): boolean {
  return file === 'THIRD-PARTY-LICENSES.txt' || file === 'sbom.cdx.json';
}
