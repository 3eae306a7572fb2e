// The licence text: each once, with all packages it is of, and none without a text.

import {expect, test} from 'vitest';
import type {BundledPackage} from '../../scripts/release/packages.ts';
import {thirdPartyLicenses} from '../../scripts/release/third-party-licenses.ts';

function bundled(name: string, license: string, ...licenseTexts: readonly string[]): BundledPackage {
  return {folder: `node_modules/${name}`, name, version: '1.0.0', license, author: 'A. Author', licenseTexts};
}

test('a text that two packages share is there once, with both names', () => {
  const text = thirdPartyLicenses([bundled('one', 'ISC', 'the text'), bundled('two', 'ISC', 'the text')]);
  expect(text.split('the text')).toHaveLength(2);
  expect(text).toContain('one@1.0.0 (ISC)\ntwo@1.0.0 (ISC)');
});

test('a package without a text gets that of its licence', () => {
  const text = thirdPartyLicenses([
    bundled('bare', 'MIT'),
    bundled('plain', 'Apache-2.0'),
    bundled('full', 'Apache-2.0', 'Apache License'),
  ]);
  expect(text).toContain('by A. Author');
  expect(text).toContain('Permission is hereby granted');
  expect(text).toContain('plain@1.0.0 (Apache-2.0)\nfull@1.0.0 (Apache-2.0)');
});

test('a licence of which no text is at hand ends the build', () => {
  expect(() => thirdPartyLicenses([bundled('odd', 'Zlib')])).toThrow(/odd is under Zlib/);
});
