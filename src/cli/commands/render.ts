/**
 * `dropproof render`: what was saved as JSON, in another form. Nothing is explored.
 */
import { exitCodes } from '../../explore/outcome.ts';
import type { ReportOptions } from '../../report/options.ts';
import { UsageError } from '../../spec/errors.ts';
import { commandsAgain, unlikeNamed } from '../choice.ts';
import type { Context } from '../command.ts';
import { command } from '../command.ts';
import { refuseUnwritable } from '../files.ts';
import type { PictureForm } from '../pictures/painter.ts';
import { pictureForms } from '../pictures/painter.ts';
import { giveDiagrams } from '../render/diagrams.ts';
import { renderOptions } from '../render/options.ts';
import { renderableOf } from '../render/renderable.ts';
import { refuseOtherSystem } from '../replay/model.ts';
import { giveText, paperFor, summarize } from '../report.ts';
import type { Saved } from '../saved.ts';
import { readSaved } from '../saved.ts';
import { findSystem } from '../systems.ts';

export const render = command({
  usage: 'render <file>',
  summary: 'another form of what check, matrix or gate --format json --out wrote: svg, png, …',
  positionals: {
    file: { type: 'string', describe: 'an outcome, a matrix, or what a gate found, as JSON' },
  },
  options: renderOptions,
  run: async ({ file, system, format, out, property, ghosts, browser }, context) => {
    const { io } = context;
    const saved = await readSaved(file, io.cwd, ['outcome', 'matrix', 'gate']);
    const { verdict, texts, summary, diagrams } = renderableOf(saved, property);
    const plainPaper = paperFor({ ghosts });
    if (isDrawn(format)) {
      const [first, ...others] = diagrams(plainPaper);
      if (!first) throw new UsageError(`${file} holds no counterexample to draw`);
      await giveDiagrams([first, ...others], { form: format, out, browser }, io);
      return exitCodes.asExpected;
    }
    const tellsCommands = format !== 'json' && format !== 'itf';
    const known = tellsCommands ? await knownOf(saved, { file, system }, context) : {};
    const text = texts[format];
    if (!text) {
      const what = `${property === undefined ? '' : 'one property of '}${phrases[saved.kind]}`;
      const known = [...new Set([...Object.keys(texts), 'mermaid', ...pictureForms])].join(', ');
      throw new UsageError(`${what} has no --format ${format}; it has ${known}`);
    }
    const paper = { ...plainPaper, ...known };
    if (out !== undefined) refuseUnwritable(out, io.cwd);
    if (format === 'github' && summary) summarize(summary(paper), io);
    giveText(text, paper, { out, verdict }, context);
    return exitCodes.asExpected;
  },
});

/** What only the system knows; an outcome tells no more than its name. */
async function knownOf(
  { kind, content }: Saved,
  { file, system: path }: { readonly file: string; readonly system: string | undefined },
  { io, catalogue }: Context,
): Promise<Pick<ReportOptions, 'again' | 'unlike'>> {
  if (kind !== 'outcome') {
    if (path === undefined) return {};
    throw new UsageError(`--system goes with an outcome, and ${file} is ${phrases[kind]}`);
  }
  const argument = path ?? content.system;
  if (path === undefined && !Object.hasOwn(catalogue, argument)) {
    io.stderr.write(
      `${argument} is not in the catalogue, so commands do not find it by its name: ` +
        `give the path of ${argument} with --system\n`,
    );
    return {};
  }
  const system = await findSystem(argument, catalogue, io.cwd);
  refuseOtherSystem(file, content, system);
  return {
    again: commandsAgain(argument, system, content),
    unlike: unlikeNamed(system, content),
  };
}

const phrases = { outcome: 'an outcome', matrix: 'a matrix', gate: 'a gate' } as const;

function isDrawn(format: string): format is 'mermaid' | PictureForm {
  return format === 'mermaid' || pictureForms.some((form) => form === format);
}
