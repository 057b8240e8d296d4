/**
 * Runs the gate on mutants: each in a copy of its model's folder, all of them in one run of the command line.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ExpectedCell } from '../../src/explore/gate/expected.ts';
import { parseExpected, printExpected } from '../../src/explore/gate/expected.ts';
import type { GateOutcome } from '../../src/index.ts';

/** A line of a file of a model, and what becomes of it. */
export interface Mutant {
  readonly what: string;
  /** It is also the path of its folder. */
  readonly system: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The cells that matter. */
  readonly presets: readonly string[];
  readonly bounds: readonly string[];
}

const ours = (path: string) => resolve(import.meta.dirname, '../..', path);

/** What the gate says of each mutant, in their order; the expectations are those of this repository. */
export function gateOnMutants(mutants: readonly Mutant[]): {
  readonly exitCode: number;
  readonly outcome: GateOutcome;
  readonly pathOf: (mutant: Mutant) => string;
} {
  const place = mkdtempSync(join(tmpdir(), 'dropproof-mutants-'));
  try {
    const all = [
      ...parseExpected(readFileSync(ours('dropproof.expected.json'), 'utf8'), 'ours').values(),
    ];
    const pathOf = (mutant: Mutant) =>
      `./${mutants.indexOf(mutant)}/src/model/${mutant.system}/system.ts`;
    const expected = mutants.flatMap((mutant): ExpectedCell[] => {
      write(mutant, join(place, String(mutants.indexOf(mutant))));
      const own = all.filter(
        ({ system, variant, bounds }) =>
          system === mutant.system &&
          mutant.presets.includes(variant) &&
          mutant.bounds.includes(bounds),
      );
      return own.map((cell) => ({ ...cell, system: pathOf(mutant) }));
    });
    const cells = mutants.map((mutant) => {
      const { presets, bounds } = mutant;
      return { system: pathOf(mutant), presets, bounds };
    });
    const config = `export default defineGate(${JSON.stringify({ cells })});`;
    writeFileSync(
      join(place, 'dropproof.config.ts'),
      `import { defineGate } from 'dropproof';\n${config}\n`,
    );
    writeFileSync(join(place, 'dropproof.expected.json'), printExpected(expected));
    return { ...run(place), pathOf };
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** A copy of the model's family, one line changed; the contract is the one that the engine knows. */
function write({ system, file, from, to, what }: Mutant, root: string): void {
  const family = dirname(system);
  for (const room of ['model', 'invariants']) {
    cpSync(ours(`src/${room}/${family}`), join(root, 'src', room, family), { recursive: true });
  }
  symlinkSync(ours('src/spec'), join(root, 'src/spec'));
  const path = join(root, 'src/model', system, file);
  mkdirSync(dirname(path), { recursive: true });
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${what}: ${file} has not once: ${from}`);
  writeFileSync(path, text.replace(from, to));
}

function run(cwd: string): { exitCode: number; outcome: GateOutcome } {
  // A mutant may go on for ever; cut is not as expected either.
  const words = 'gate --no-cache --format json --progress none --max-states 15000'.split(' ');
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  const options = { cwd, encoding: 'utf8' as const, stdio, maxBuffer: 2 ** 28 };
  try {
    const text = execFileSync(process.execPath, [ours('bin/dropproof.js'), ...words], options);
    return { exitCode: 0, outcome: JSON.parse(text) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { exitCode: status, outcome: JSON.parse(stdout) };
  }
}
