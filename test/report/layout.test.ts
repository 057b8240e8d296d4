import { styleText } from 'node:util';
import { describe, expect, it } from 'vitest';
import { commandsFor, quoted } from '../../src/report/command.ts';
import { columns, widthOf, wrap } from '../../src/report/layout.ts';
import { counted, grouped, memoryText, rounded, secondsText } from '../../src/report/words.ts';
import { outcomeOf } from './outcomes.ts';

describe('text is wrapped to the width of the page', () => {
  it('later lines stand under the first word', () => {
    expect(wrap('the committed transaction touched two incarnations', 30, '  1. ')).toEqual([
      '  1. the committed transaction',
      '     touched two incarnations',
    ]);
  });

  it('a word that is wider than the page stays whole', () => {
    const word = 'node.handlesOffloadOfThePartition(1)';
    expect(wrap(`see ${word}`, 24)).toEqual(['see', word]);
  });

  it('colours take no room', () => {
    const red = styleText('red', 'two', { validateStream: false });
    expect(widthOf(red)).toBe(3);
    expect(wrap(`one ${red} three and four five`, 24)).toEqual([
      `one ${red} three and four`,
      'five',
    ]);
  });

  it('columns are aligned; the last one is wrapped', () => {
    const rows = [
      ['P1', 'violated', 'one incarnation per transaction'],
      ['P12', 'holds', 'short'],
    ];
    expect(columns(rows, 36, '  ')).toEqual([
      '  P1   violated  one incarnation per',
      '                 transaction',
      '  P12  holds     short',
    ]);
  });
});

describe('numbers are printed so that they can be read', () => {
  it('counts in groups of three digits', () => {
    expect([0, 999, 1000, 10340352].map(grouped)).toEqual(['0', '999', '1,000', '10,340,352']);
    expect([counted(1, 'state'), counted(2, 'state')]).toEqual(['1 state', '2 states']);
  });

  it('rates, memory and time with the digits that mean something', () => {
    expect([812, 9999, 53_200, 5.3e6, 2e9].map(rounded)).toEqual([
      '812',
      '9,999',
      '53 k',
      '5.3 M',
      '2.0 G',
    ]);
    expect([1500, 3.12e8, 1.5e10].map(memoryText)).toEqual(['2 kB', '312 MB', '15.0 GB']);
    expect([0.421, 3.14, 75].map(secondsText)).toEqual(['0.42 s', '3.1 s', '75 s']);
  });
});

describe('commands can be pasted into a shell', () => {
  it('words with spaces or quotes are quoted', () => {
    expect(['k2/collection', 'a=["drop A"]', "it's"].map(quoted)).toEqual([
      'k2/collection',
      `'a=["drop A"]'`,
      `'it'\\''s'`,
    ]);
  });

  it('an outcome alone is enough to spell out the command that leads to it', () => {
    expect(commandsFor(outcomeOf({ preset: 'repaired', bound: { clients: 2 } })).check).toBe(
      'npx dropproof check mini/drop --preset repaired --set checksId=yes --set order=dropFirst ' +
        '--bounds note --bound clients=2 --bound losses=0 --bound copies=0 --bound delays=0 --bound \'keys=["k1"]\'',
    );
  });
});
