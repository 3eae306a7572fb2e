#!/usr/bin/env node
// The command on the PATH. Plain JavaScript that even a very old Node understands, so that it can say what it needs.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `ecsdeck needs Node 22.12 or newer and this is ${process.versions.node}: install one from https://nodejs.org, or run "npm run -s ecsdeck" in its checkout, which brings its own.\n`,
  );
  process.exitCode = 1;
} else {
  try {
    require('../dist/start.cjs');
  } catch (error) {
    const isUnbuilt = error.code === 'MODULE_NOT_FOUND';
    process.stderr.write(isUnbuilt ? 'ecsdeck is not built: run "npm run build" first.\n' : `${error.stack || error}\n`);
    process.exitCode = 1;
  }
}
