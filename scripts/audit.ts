// Asks the registry which packages of the program are known to be vulnerable. Run with `npm run audit`.

import {spawnSync} from 'node:child_process';
import {root} from './bundle.ts';
import {auditVerdict} from './release/audit.ts';

const {stdout, error} = spawnSync('npm', ['audit', '--json', '--omit=dev'], {cwd: root, encoding: 'utf8'});
if (error) throw error;
const {text, isBad} = auditVerdict(stdout);
process.stdout.write(`${text}\n`);
if (isBad) process.exitCode = 1;
