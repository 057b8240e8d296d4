/**
 * `dropproof show`: what a system consists of, what may be chosen about it, and which action touches which cells.
 */
import { exitCodes } from '../../explore/outcome.ts';
import { wrap } from '../../report/layout.ts';
import { flowOf } from '../../report/mermaid/flow.ts';
import { grouped } from '../../report/words.ts';
import type { Model } from '../../spec/system.ts';
import { choiceOf } from '../choice.ts';
import type { Context } from '../command.ts';
import { command } from '../command.ts';
import { showOptions } from '../options.ts';
import { flowOfModel } from '../show/flow.ts';
import { matrixLines } from '../show/matrix.ts';
import type { Observation } from '../show/observe.ts';
import { observe } from '../show/observe.ts';
import type { Section } from '../show/sections.ts';
import { choiceSections, modelSections } from '../show/sections.ts';
import { buildModel, findSystem } from '../systems.ts';

export const show = command({
  usage: 'show <system>',
  summary: 'cells, actions with their read/write matrix, switches, presets, properties, bounds',
  positionals: {
    system: { type: 'string', describe: 'name in the catalogue, or path of a module' },
  },
  options: showOptions,
  run: async (args, context) => {
    const { io, catalogue, exploring, width, style } = context;
    const system = await findSystem(args.system, catalogue, io.cwd);
    const model = buildModel(system, choiceOf(args));
    if (args.format === 'mermaid') {
      io.stdout.write(flowOf(flowOfModel(model, await observe(exploring, model, io))));
      return exitCodes.asExpected;
    }
    const sections = [...choiceSections(system, width), ...modelSections(model, width)];
    const head = wrap(`${style.strong(system.name)}: ${system.title}`, width);
    io.stdout.write(`${head.join('\n')}\n${sections.map((at) => textOf(at, context)).join('')}`);
    // Observing takes a moment; everything else is already there to be read.
    const matrix = matrixSection(model, await observe(exploring, model, io), width);
    io.stdout.write(textOf(matrix, context));
    return exitCodes.asExpected;
  },
});

function textOf({ heading, lines }: Section, { style, width }: Context): string {
  return `\n${[...wrap(style.strong(heading), width), '', ...lines].join('\n')}\n`;
}

function matrixSection(model: Model, { accesses, outcome }: Observation, width: number): Section {
  const { states } = outcome.counts;
  const extent = outcome.complete ? 'all' : 'the first';
  const families = [...new Set(model.layout.cells.map(({ family }) => family))];
  return {
    heading:
      `Reads (r) and writes (w), observed in ${extent} ${grouped(states)} states ` +
      `of preset ${model.preset}, bounds ${model.boundsName}`,
    lines: matrixLines(accesses, families, width - 2).map((line) => line && `  ${line}`),
  };
}
