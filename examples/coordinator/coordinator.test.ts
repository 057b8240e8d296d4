import { readFileSync } from 'node:fs';
import { conform, instantiate } from 'dropproof';
import { commandsFor } from 'dropproof/fast-check';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adapterFor, system } from './adapter.ts';
import map from './log-map.ts';
import { aDay } from './run.ts';
import type { Bug } from './server/bugs.ts';
import { bugs } from './server/bugs.ts';

const choice = { bounds: 'long' };

/** Does the model say what the servers do, whatever they are asked? */
function tried(bug?: Bug) {
  const { commands, run } = commandsFor(system, adapterFor(bug ? { bug } : {}), choice);
  const schedules = fc.commands(commands, { maxCommands: 30, size: 'max' });
  return fc.check(fc.asyncProperty(schedules, run), { seed: 1, numRuns: 30 });
}

/** Is the log of a day something that the model could have done? */
async function logged(bug?: Bug) {
  const lines: string[] = [];
  await aDay((event) => lines.push(JSON.stringify(event)), bug);
  return conform(instantiate(system, choice), map, lines);
}

describe('the servers do as their model', () => {
  it('whatever commands fast-check thinks of', async () => {
    expect(fc.defaultReportMessage(await tried())).toBeUndefined();
  });

  it('and their log says so too', async () => {
    expect(await logged()).toMatchObject({ verdict: 'conforms', mismatch: null, silent: [] });
  });
});

describe('each of the bugs is found, as README.md says', () => {
  it.each(Object.keys(bugs) as Bug[])('%s', async (bug) => {
    const [{ counterexample, errorInstance }, { mismatch }] = [await tried(bug), await logged(bug)];
    const commands = String(counterexample).replace(/ \/\*.*/, '');
    const cells = /something\s+else\s+in ([\w(), ]+)\./.exec(String(errorInstance))?.[1];
    const event = mismatch && `line ${mismatch.event.line}: ${mismatch.event.kind}`;
    const row = `| \`${bug}\` | \`${commands.replace(/,(?=[a-z])/g, ', ')}\` | ${cells} | ${event} |\n`;
    expect(readFileSync(new URL('README.md', import.meta.url), 'utf8')).toContain(row);
  });
});
