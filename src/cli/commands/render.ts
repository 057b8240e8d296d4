/**
 * `dropproof render`: what was saved as JSON, in another form. Nothing is explored.
 */
import { exitCodes } from '../../explore/outcome.ts';
import { UsageError } from '../../spec/errors.ts';
import { command } from '../command.ts';
import { refuseUnwritable } from '../files.ts';
import type { PictureForm } from '../pictures/painter.ts';
import { pictureForms } from '../pictures/painter.ts';
import { giveDiagrams } from '../render/diagrams.ts';
import { renderOptions } from '../render/options.ts';
import { renderableOf } from '../render/renderable.ts';
import { giveText, paperFor, summarize } from '../report.ts';
import { readSaved } from '../saved.ts';

export const render = command({
  usage: 'render <file>',
  summary: 'another form of what check, matrix or gate --format json --out wrote: svg, png, …',
  positionals: {
    file: { type: 'string', describe: 'an outcome, a matrix, or what a gate found, as JSON' },
  },
  options: renderOptions,
  run: async ({ file, format, out, property, ghosts, browser }, context) => {
    const { io } = context;
    const saved = await readSaved(file, io.cwd, ['outcome', 'matrix', 'gate']);
    const { verdict, texts, summary, diagrams } = renderableOf(saved, property);
    const paper = paperFor({ ghosts });
    if (isDrawn(format)) {
      const [first, ...others] = diagrams(paper);
      if (!first) throw new UsageError(`${file} holds no counterexample to draw`);
      await giveDiagrams([first, ...others], { form: format, out, browser }, io);
      return exitCodes.asExpected;
    }
    const text = texts[format];
    if (!text) {
      const what = `${property === undefined ? '' : 'one property of '}${phrases[saved.kind]}`;
      const known = [...new Set([...Object.keys(texts), 'mermaid', ...pictureForms])].join(', ');
      throw new UsageError(`${what} has no --format ${format}; it has ${known}`);
    }
    if (out !== undefined) refuseUnwritable(out, io.cwd);
    if (format === 'github' && summary) summarize(summary(paper), io);
    giveText(text, paper, { out, verdict }, context);
    return exitCodes.asExpected;
  },
});

const phrases = { outcome: 'an outcome', matrix: 'a matrix', gate: 'a gate' } as const;

function isDrawn(format: string): format is 'mermaid' | PictureForm {
  return format === 'mermaid' || pictureForms.some((form) => form === format);
}
