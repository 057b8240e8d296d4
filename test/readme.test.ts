import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandsOf, exampleOf, masked, runIn } from './readme/commands.ts';

const readme = readFileSync('README.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};

describe('every command in the README prints what the README says', () => {
  it.each(commandsOf(readme))('$line', ({ line, output, exitCode }) => {
    const ran = runIn(readme, line);
    expect(masked(ran.output), 'node tools/texts.ts writes what is printed today').toBe(
      masked(output),
    );
    expect(ran.exitCode).toBe(exitCode);
  });

  it('and every npm script that it names exists', () => {
    const named = [...readme.matchAll(/npm (?:run )?(start|test|bench|reports)\b/g)].map(
      ([, name]) => name,
    );
    expect(new Set(named)).toEqual(new Set(['start', 'test', 'bench', 'reports']));
    for (const name of named) expect(scripts).toHaveProperty(name as string);
  });

  it('leaves no console block out', () => {
    expect(commandsOf(readme)).toHaveLength(readme.match(/```console/g)?.length ?? 0);
    expect(commandsOf(readme).length).toBeGreaterThan(3);
  });
});

describe('a protocol of one’s own is a short file', () => {
  it('of thirty lines, more or less', () => {
    expect(exampleOf(readme).trim().split('\n').length).toBeLessThanOrEqual(33);
  });
});
