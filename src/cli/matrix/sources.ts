/**
 * What a search rests on, as one hash: the files of the model and of the engine, with everything that they import.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { version } from '../version.ts';

const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
const ours = (path: string) => new URL(`../../${path}${extension}`, import.meta.url).href;

/** `from '…'`, `import '…'`, `import('…')`. What is found in a comment or a text does no harm. */
const imports = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g;

/**
 * The hash of all sources of a system's searches; null where they are not known, and nothing can be kept.
 */
export function sourceHash(argument: string, cwd: string): string | null {
  const texts = sourceTexts(argument, cwd);
  if (texts === null) return null;
  const hash = createHash('sha256').update(version).update(process.version);
  const inOrder = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [url, text] of inOrder) hash.update(`\0${url}\0${text}`);
  return hash.digest('hex');
}

/**
 * URL → text of all sources of a system's searches; null where they are not known.
 *
 * What a module reads otherwise than by importing it is not seen.
 */
export function sourceTexts(argument: string, cwd: string): ReadonlyMap<string, string> | null {
  const path = isAbsolute(argument) || /^\.|\.[cm]?[jt]s$/.test(argument);
  const model = path
    ? pathToFileURL(resolve(cwd, argument)).href
    : ours(`model/${folderOf(argument)}/system`);
  if (!existsSync(fileURLToPath(model))) return null;
  const texts = new Map<string, string>();
  for (const entry of [model, ours('explore/explore'), ours('index')]) collect(entry, texts);
  return texts;
}

/** Where a system of the catalogue lies: `ndb/prep-drop` in `ndb/prepDrop`. */
function folderOf(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Adds the text of a module, and of all that it imports; of a package, only what it is entered by. */
function collect(url: string, texts: Map<string, string>): void {
  if (texts.has(url)) return;
  const text = readFileSync(fileURLToPath(url), 'utf8');
  texts.set(url, text);
  for (const [, , name = ''] of text.matchAll(imports)) {
    const isRelative = name.startsWith('.');
    const found = isRelative ? new URL(name, url).href : packageUrl(name);
    if (found === null || !existsSync(fileURLToPath(found))) continue;
    if (isRelative) collect(found, texts);
    else if (!texts.has(found)) texts.set(found, readFileSync(fileURLToPath(found), 'utf8'));
  }
}

function packageUrl(name: string): string | null {
  try {
    const found = import.meta.resolve(name);
    return found.startsWith('file:') ? found : null;
  } catch {
    // A protocol file may have packages of its own; theirs are not followed.
    return null;
  }
}
