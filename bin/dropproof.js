#!/usr/bin/env node
// Plain JavaScript that any Node can run: it must be able to say that this Node is too old.
import { existsSync } from 'node:fs';
import module from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(
    `dropproof needs Node 22.13 or newer; this is ${process.version} (${process.execPath}).\n` +
      'Inside a project that has dropproof installed, `npx dropproof` finds a newer one if there is one.',
  );
  process.exitCode = 64;
} else {
  // The next start takes half as long; where nothing can be kept, nothing is.
  module.enableCompileCache();
  // A checkout runs its sources; the published package has only what they compile to.
  const source = new URL('../src/cli/main.ts', import.meta.url);
  const compiled = new URL('../dist/cli/main.js', import.meta.url);
  await import((existsSync(source) ? source : compiled).href);
}
