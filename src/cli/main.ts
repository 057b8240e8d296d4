/**
 * The executable: the command line on a real process.
 */
import { catalogue } from '../catalogue.ts';
import { exploring } from '../explore/explore.ts';
import { processIo } from './processIo.ts';
import { run } from './run.ts';

// Not process.exit: output that is still in a pipe must get out.
process.exitCode = await run(process.argv.slice(2), processIo(), { catalogue, exploring });
