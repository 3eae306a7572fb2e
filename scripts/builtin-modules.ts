// How bundled code gets at Node's own modules. An import of one makes Node touch every name it exports, some of which load
// further modules; asking for the module itself does not. 15 ms at start.

import {builtinModules} from 'node:module';
import type {Plugin} from 'rolldown';

const prefix = '\0builtin:';
const isName = /^[A-Za-z_$][\w$]*$/;

/** Functions whose module is loaded at the first call: `node:crypto` takes 8 ms, and nothing is hashed before the first frame. */
const loadedWhenCalled = new Set([
  'createHash',
  'createHmac',
  'getRandomValues',
  'randomBytes',
  'randomUUID',
  'crc32',
  'execFileSync',
  'spawn',
  'setFlagsFromString',
]);

/** Modules that are used as a whole, and may never be: `node:https` takes 12 ms, and the demo region is no server. */
const loadedWhenUsed = new Set(['https']);

function exportOf(id: string, name: string): string {
  const member = loadedWhenCalled.has(name)
    ? `(...given) => process.getBuiltinModule('${id}').${name}(...given)`
    : `(() => process.getBuiltinModule('${id}').${name})()`;
  return `export const ${name} = /* @__PURE__ */ ${member};`;
}

function moduleOf(id: string): string {
  const names = Object.keys(process.getBuiltinModule(id) ?? {}).filter(name => isName.test(name) && name !== 'default');
  const whole = loadedWhenUsed.has(id)
    ? `new Proxy({}, {get: (_, name) => process.getBuiltinModule('${id}')[name]})`
    : `(() => process.getBuiltinModule('${id}'))()`;
  return [`export default /* @__PURE__ */ ${whole};`, ...names.map(name => exportOf(id, name))].join('\n');
}

/** Replaces each static import of one of Node's modules. What is required later is left alone. */
export const builtinsWithoutImport: Plugin = {
  name: 'builtins-without-import',
  resolveId: {
    filter: {id: new RegExp(`^(node:)?(${builtinModules.join('|')})$`)},
    handler: (id, importer, {kind}) => {
      // The bundler's own runtime is there before anything that we make.
      if (kind !== 'import-statement' || importer?.startsWith('\0')) return undefined;
      // One for each importer: shared, they would be chunks of their own, which are files to read.
      return `${prefix}${id.replace(/^node:/, '')}?${importer}`;
    },
  },
  load: {
    filter: {id: new RegExp(`^${prefix}`)},
    handler: id => ({code: moduleOf(id.slice(prefix.length, id.indexOf('?'))), moduleSideEffects: false}),
  },
};

/** The same for imports that are made later: a script that is run from memory may make none. */
export const builtinsWithoutLaterImport: Plugin = {
  name: 'builtins-without-later-import',
  transform: {
    filter: {code: /\bimport\(['"]node:/},
    handler: code => code.replaceAll(/\bimport\((['"]node:[\w/]+['"])\)/g, 'Promise.resolve(process.getBuiltinModule($1))'),
  },
};
