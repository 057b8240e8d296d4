/**
 * `dropproof list`: the systems of the catalogue, one line each.
 */
import { exitCodes } from '../../explore/outcome.ts';
import { columns } from '../../report/layout.ts';
import { command } from '../command.ts';

export const list = command({
  usage: 'list',
  summary: 'systems of the catalogue, one line each',
  positionals: {},
  options: {},
  run: (_args, { io, catalogue, style, width }) => {
    const rows = Object.values(catalogue).map(({ name, title }) => [style.strong(name), title]);
    io.stdout.write(`${columns(rows, width).join('\n')}\n`);
    return exitCodes.asExpected;
  },
});
