/**
 * `dropproof explore`: a walk through a protocol, in a browser on this machine.
 */
import { exitCodes } from '../../explore/outcome.ts';
import { choiceOf } from '../choice.ts';
import { command } from '../command.ts';
import { exploreOptions } from '../explore/options.ts';
import { explorePage } from '../explore/page.ts';
import { serve } from '../explore/server.ts';
import { buildModel, findSystem } from '../systems.ts';

export const explore = command({
  usage: 'explore <system>',
  summary: 'walk through a protocol in a browser: choose each step, go back, fork, ask why not',
  positionals: {
    system: { type: 'string', describe: 'name in the catalogue, or path of a module' },
  },
  options: exploreOptions,
  run: async (args, { io, catalogue }) => {
    const system = await findSystem(args.system, catalogue, io.cwd);
    const model = buildModel(system, choiceOf(args));
    // Before it says that it is there: whoever reads that may want to end it.
    const interrupted = new Promise<void>((resolve) => {
      io.onInterrupt(resolve);
    });
    const { url, close } = await serve(model, explorePage(model, args.ghosts), args.port ?? 0, io);
    io.stdout.write(`${url}\n`);
    io.stderr.write('Open this address in a browser on this machine. Ctrl-C ends it.\n');
    await interrupted;
    await close();
    return exitCodes.asExpected;
  },
});
