/**
 * `dropproof tests`: generates few traces that come by everything that a test should come by.
 */
import { dirname, relative, resolve } from 'node:path';
import { exitCodes } from '../../explore/outcome.ts';
import type { TestSuite } from '../../explore/suite/outcome.ts';
import { generating } from '../../explore/suite/suite.ts';
import { quoted } from '../../report/command.ts';
import { plain, usualOptions } from '../../report/options.ts';
import type { SuiteReportOptions } from '../../report/suite/formats.ts';
import { suiteFormats } from '../../report/suite/formats.ts';
import { conclusionOf } from '../../report/suite/text.ts';
import { UsageError } from '../../spec/errors.ts';
import type { Choice, Model } from '../../spec/system.ts';
import type { Json } from '../../spec/value.ts';
import { choiceOf, commandsFor } from '../choice.ts';
import type { Context, Values } from '../command.ts';
import { command } from '../command.ts';
import { drive } from '../engine.ts';
import { madeFolder, refuseUnwritable, writeReport } from '../files.ts';
import { limitOptions } from '../options.ts';
import { progressLine } from '../progress.ts';
import { adapterIn } from '../suite/adapter.ts';
import { testsOptions } from '../suite/options.ts';
import { buildModel, findSystem } from '../systems.ts';

type TestsValues = Values<typeof testsOptions> & { readonly system: string };

export const tests = command({
  usage: 'tests <system>',
  summary: 'generate few tests of every action and pair of actions',
  positionals: {
    system: { type: 'string', describe: 'name in the catalogue, or path of a module' },
  },
  options: testsOptions,
  run: async (args, context) => {
    const { io, catalogue } = context;
    const choice = choiceOf(args);
    const system = await findSystem(args.system, catalogue, io.cwd);
    const model = buildModel(system, choice);
    refuseUnfit(args, context);
    const adapter =
      args.adapter === undefined
        ? {}
        : await adapterIn(args.adapter, io.cwd, model, args.format === 'vitest');
    const { maxStates, maxDepth, maxSeconds, maxMemory } = args;
    const search = generating(model, {
      ...adapter,
      ...(maxStates ? { maxStates } : {}),
      ...(maxDepth ? { maxDepth } : {}),
      ...(maxSeconds ? { maxSeconds } : {}),
      ...(maxMemory ? { maxMemory } : {}),
      clock: io.clock,
      memory: io.memory,
    });
    const suite = await drive(search, io, progressLine(args.progress, io));
    give(suite, args, context, wordsOf(args, model, choice));
    return suite.complete ? exitCodes.asExpected : exitCodes.undecided;
  },
});

/** Before the search: nobody wants to learn after an hour that an option is missing. @throws UsageError */
function refuseUnfit({ format, adapter, out }: TestsValues, { io }: Context): void {
  if (format === 'vitest' && adapter === undefined) {
    throw new UsageError(
      '--format vitest needs --adapter: the module that exports adapter and system, ' +
        'which the tests are to import',
    );
  }
  if (format === 'itf') {
    if (out === undefined) {
      throw new UsageError('--format itf needs --out: a folder, as each test is a file of its own');
    }
  } else if (out !== undefined) refuseUnwritable(out, io.cwd);
}

function wordsOf(
  args: TestsValues,
  model: Model,
  choice: Choice,
): Pick<SuiteReportOptions, 'command' | 'adapter' | 'choice'> {
  const { adapter, format, out } = args;
  const limits = Object.keys(limitOptions).flatMap((name) => {
    const value = args[name as keyof typeof limitOptions];
    return value === undefined ? [] : [`--${name} ${String(value)}`];
  });
  const words = [
    ...(adapter === undefined ? [] : [`--adapter ${quoted(adapter)}`]),
    ...limits,
    ...(format === 'text' ? [] : [`--format ${format}`]),
    ...(out === undefined ? [] : [`--out ${quoted(out)}`]),
  ];
  return {
    command: commandsFor(args.system, model, choice, 'tests', words).check,
    adapter: imported(adapter ?? '', out),
    // What was chosen over the bounds was read from JSON.
    choice: { preset: model.preset, bounds: model.boundsName, ...overrides(choice) } as Json,
  };
}

/** What was chosen over preset and bounds, where anything was. */
function overrides({ set = {}, bound = {} }: Choice): Choice {
  return {
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(Object.keys(bound).length > 0 ? { bound } : {}),
  };
}

/** The path of a module as `out` imports it; without one, as a file where the command runs would. */
function imported(path: string, out = 'here.test.ts'): string {
  const from = relative(dirname(resolve(out)), resolve(path)).replaceAll('\\', '/');
  return from.startsWith('.') ? from : `./${from}`;
}

function give(
  suite: TestSuite,
  { format, out }: TestsValues,
  { io, style, width }: Context,
  words: Pick<SuiteReportOptions, 'command' | 'adapter' | 'choice'>,
): void {
  const onPaper: SuiteReportOptions = { ...usualOptions, style: plain, ...words };
  const options = out === undefined ? { ...onPaper, style, width } : onPaper;
  const report = suiteFormats[format](suite, options);
  if (typeof report !== 'string') {
    const folder = madeFolder(out ?? '.', io.cwd);
    for (const [name, text] of Object.entries(report)) writeReport(name, folder, text);
  } else if (out === undefined) {
    io.stdout.write(report);
    return;
  } else writeReport(out, io.cwd, report);
  io.stderr.write(`wrote ${out}: ${conclusionOf(suite)}\n`);
}
