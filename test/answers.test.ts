import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  answersFile,
  answersOf,
  asked,
  groundQuestion,
  groundText,
  matrixMaker,
} from './readme/answers.ts';

/** Nothing of it is known when the sources have changed; then some hundred searches are made. */
const patienceMs = 240_000;

describe.each(asked)('$name: the questions of the note, answered', (system, questions) => {
  it('the page is what exploring finds today', { timeout: patienceMs }, () => {
    const file = answersFile(system);
    const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
    expect(kept, 'node tools/texts.ts writes what is found today').toBe(
      answersOf(system, questions),
    );
  });

  it('every verdict that a recommendation rests on is what exploring finds', () => {
    const matrixFor = matrixMaker(system);
    const grounds = questions.flatMap((question) => question.grounds);
    const found = grounds.map((ground) => {
      const cell = matrixFor(groundQuestion(ground)).tables[0]?.rows[0]?.cells[0];
      const verdict = (cell?.vacuous ? 'vacuous' : cell?.verdict) as (typeof ground)[4];
      return groundText(ground.with(4, verdict) as unknown as typeof ground);
    });
    expect(found).toEqual(grounds.map(groundText));
  });

  it('every question has a quote, grounds, and a recommendation of two sentences', () => {
    for (const { quote, grounds, recommendation, price } of questions) {
      expect(Math.min(quote.length, price.length, grounds.length)).toBeGreaterThan(0);
      expect(recommendation.match(/[.!?](?=\s|$)/g)).toHaveLength(2);
    }
  });
});
