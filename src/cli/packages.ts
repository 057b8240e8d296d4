/**
 * Lets a protocol file import `dropproof` and `immutable` from anywhere, also where nothing is installed beside it.
 *
 * `dropproof` always means the library that is running: two copies would have two symbols for `disabled`.
 */
import * as modules from 'node:module';

const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
const library = new URL(`../index${extension}`, import.meta.url).href;

type Resolve = NonNullable<modules.RegisterHooksOptions['resolve']>;

let offered = false;

/** From now on, protocol files find our packages. */
export function offerOurPackages(): void {
  if (offered) return;
  offered = true;
  // Node before 22.15 has no hooks; there a protocol file finds what is installed beside it.
  modules.registerHooks?.({ resolve });
}

const resolve: Resolve = (name, context, resolveNext) => {
  if (name === 'dropproof') return { url: library, shortCircuit: true };
  if (name === 'immutable') {
    try {
      return resolveNext(name, context);
    } catch {
      return resolveNext(name, { ...context, parentURL: import.meta.url });
    }
  }
  const found = resolveNext(name, context);
  // Beside a package.json without "type" Node would guess, and warn about guessing.
  const guesses = found.format === null || found.format === undefined;
  return guesses && found.url.endsWith('.ts') ? { ...found, format: 'module-typescript' } : found;
};
