/**
 * `dropproof demo`: what `npm start` shows. The design note's own scenario is found, told and drawn; then the
 * note's own remedy is shown to repair it.
 */

import type { Outcome } from '../../explore/outcome.ts';
import { exitCodes } from '../../explore/outcome.ts';
import { wrap } from '../../report/layout.ts';
import { mermaidReport } from '../../report/mermaid/diagram.ts';
import type { ReportOptions } from '../../report/options.ts';
import { usualOptions } from '../../report/options.ts';
import { textReport } from '../../report/text.ts';
import type { Context } from '../command.ts';
import { command } from '../command.ts';
import { exploreWith } from '../engine.ts';
import { progressLine } from '../progress.ts';
import { buildModel, findSystem } from '../systems.ts';

/** What is shown; one object, so that the text, the commands and the expectations cannot disagree. */
const shown = {
  system: 'k2/collection',
  bounds: 'note',
  broken: 'documented',
  repaired: 'documentedWithId',
  promise: 'P1',
} as const;

export const demo = command({
  usage: 'demo',
  summary: 'find the anomaly of the K2 drop-collection note, and check its repair',
  positionals: {},
  options: {},
  run: async (_args, context) => {
    const { broken, repaired, promise } = shown;
    say(context, [
      'dropproof explores every interleaving of a protocol on paper, before its code is written.',
      `Here it checks how the K2 platform drops a collection, as its design note says (${broken}).`,
    ]);
    const violated = await checkPreset(broken, context);
    say(context, ['The same as a diagram; paste it where Mermaid is drawn, such as GitHub:']);
    context.io.stdout.write(`${mermaidReport(violated, optionsFor(broken, context))}\n`);
    say(context, [
      `The note proposes a remedy: every request carries the id of its collection (${repaired}).`,
    ]);
    const holds = await checkPreset(repaired, context);
    return judge(context, [
      [
        `${broken} violates ${promise}`,
        violated.exitCode === exitCodes.violated && verdictOn(violated) === 'violated',
      ],
      [
        `${repaired} holds in every reachable state`,
        holds.exitCode === exitCodes.asExpected && holds.complete,
      ],
    ]);
  },
});

function verdictOn({ properties }: Outcome): string | undefined {
  return properties.find(({ id }) => id === shown.promise)?.verdict;
}

async function checkPreset(preset: string, context: Context): Promise<Outcome> {
  const { io, catalogue, exploring } = context;
  const system = await findSystem(shown.system, catalogue, io.cwd);
  const model = buildModel(system, { preset, bounds: shown.bounds });
  const progress = progressLine('auto', io);
  const outcome = await exploreWith(exploring, model, {}, { io, progress });
  io.stdout.write(`${textReport(outcome, optionsFor(preset, context))}\n`);
  return outcome;
}

function optionsFor(preset: string, { style, width }: Context): ReportOptions {
  const check = `npx dropproof check ${shown.system} --preset ${preset} --bounds ${shown.bounds}`;
  const again = { check, replay: 'npx dropproof replay' };
  return { ...usualOptions, style, width, again };
}

function say({ io, width, style }: Context, sentences: readonly string[]): void {
  const lines = sentences.flatMap((sentence) => wrap(style.strong(sentence), width));
  io.stdout.write(`${lines.join('\n')}\n\n`);
}

/** The demonstration is a test too: it fails if the model or the engine no longer shows what it says. */
function judge(
  { io, style }: Context,
  expectations: readonly (readonly [string, boolean])[],
): number {
  for (const [sentence, met] of expectations) {
    const verdict = met ? style.good('as expected') : style.bad('NOT AS EXPECTED');
    io.stdout.write(`${verdict}: ${sentence}\n`);
  }
  return expectations.every(([, met]) => met) ? exitCodes.asExpected : exitCodes.gate;
}
