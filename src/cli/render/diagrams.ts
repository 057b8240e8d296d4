/**
 * Diagrams as files: as text, or drawn. To a file goes the first of them, to a folder all of them, each named after its
 * property.
 */
import { statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { Diagram } from '../../report/mermaid/diagram.ts';
import { UsageError } from '../../spec/errors.ts';
import { madeFolder, refuseUnwritable, writeReport } from '../files.ts';
import type { Io } from '../io.ts';
import type { Painter, PictureForm } from '../pictures/painter.ts';
import { openPainter } from '../pictures/painter.ts';

/** What to make of diagrams, and where to. */
export interface Wish {
  readonly form: 'mermaid' | PictureForm;
  /** As the user writes it: a folder, or a file; stdout if absent. */
  readonly out: string | undefined;
  readonly browser: string | undefined;
}

/** Gives the diagrams. @throws UsageError where they cannot be drawn, or the place is wrong */
export async function giveDiagrams(
  diagrams: readonly [Diagram, ...Diagram[]],
  { form, out, browser }: Wish,
  io: Io,
): Promise<void> {
  if (out === undefined && form === 'png') {
    throw new UsageError('--format png takes --out FILE or --out FOLDER/');
  }
  const files = filesFor(diagrams, form, out, io.cwd);
  let painter: Painter | undefined;
  try {
    for (const [file, text] of files) {
      if (form !== 'mermaid') painter ??= await openPainter(browser, io);
      const content = painter ? await painter.draw(text, form as PictureForm) : text;
      if (file !== null) writeReport(file, io.cwd, content);
      else
        io.stdout.write(typeof content === 'string' ? content : new TextDecoder().decode(content));
    }
  } finally {
    await painter?.close();
  }
  const written = files.flatMap(([file]) => (file === null ? [] : [file]));
  if (written.length > 0) io.stderr.write(`wrote ${written.join(', ')}\n`);
  const left = diagrams.slice(files.length).map(({ name }) => name);
  if (left.length > 0) {
    io.stderr.write(
      `left out: ${left.join(', ')}; --property chooses one, --out FOLDER/ takes all of them\n`,
    );
  }
}

type File = readonly [path: string | null, text: string];

function filesFor(
  diagrams: readonly [Diagram, ...Diagram[]],
  form: Wish['form'],
  out: string | undefined,
  cwd: string,
): readonly File[] {
  const [first] = diagrams;
  if (out === undefined) return [[null, first.text]];
  const extension = form === 'mermaid' ? '.mmd' : `.${form}`;
  const isFolder = /[\\/]$/.test(out) || statSync(resolve(cwd, out), quiet)?.isDirectory();
  if (!isFolder) {
    if (extname(out) !== extension && form !== 'mermaid') {
      throw new UsageError(`--out ${out}: a file for --format ${form} ends in ${extension}`);
    }
    refuseUnwritable(out, cwd);
    return [[out, first.text]];
  }
  madeFolder(out, cwd);
  const names = distinct(diagrams.map(({ name }) => fileName(name)));
  return diagrams.map(({ text }, at) => [join(out, `${names[at]}${extension}`), text]);
}

const quiet = { throwIfNoEntry: false } as const;

/** What every file system takes. */
function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '');
  return plain.slice(0, 100) || 'diagram';
}

/** Numbered where they would be the same file, also where capitals are not told apart. */
function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}-${number}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
