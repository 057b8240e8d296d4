/**
 * A counterexample in Apalache's Informal Trace Format, for the tools that read it.
 *
 * All cells are variables, ghosts and channels too, by the names that stories call them; `mbt::actionTaken` is one more,
 * as Quint writes it: the action that led to a state, `init` for the first. `#meta` of each state says it all: the
 * index, the action, the instance that replays it, its ids. The format has no word for null and for numbers that
 * are no integers: null is the empty tuple, the others are `#unserializable`.
 */
import type { Outcome } from '../explore/outcome.ts';
import type { Story } from './story/story.ts';
import { statesOf } from './story/story.ts';
import { storyOf } from './story/tell.ts';
import type { Json } from './values.ts';
import { verdictWord, violatedFirst } from './words.ts';

/** What `#meta` of every trace begins with. */
export const itfFormat = {
  format: 'ITF',
  'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
} as const;
const actionTaken = 'mbt::actionTaken';

/**
 * The first violated property's trace; the others are named in `#meta`, and `--property` chooses one. Where nothing is
 * violated there is no trace, and so there are no states.
 */
export function itfReport(outcome: Outcome): string {
  const [first, ...others] = violatedFirst(outcome);
  const story = first ? storyOf(outcome, first) : null;
  const trace = {
    '#meta': {
      ...itfFormat,
      source: outcome.system,
      description: `dropproof: ${outcome.title}`,
      preset: outcome.preset,
      variant: outcome.variant,
      'bounds-name': outcome.boundsName,
      bounds: outcome.bounds,
      status: story ? 'violation' : outcome.verdict,
      ...(story ? violationOf(story) : {}),
      'also-violated': others.map(({ id }) => id),
      verdicts: outcome.properties.map((at) => ({ id: at.id, verdict: verdictWord(at) })),
    },
    ...(story ? itfStates(story) : { vars: [], states: [] }),
  };
  return `${JSON.stringify(trace, null, 2)}\n`;
}

function violationOf({ promise, violation }: Story) {
  const { id, name, kind } = promise;
  const facts = violation.facts.map((fact) => [fact.name, fact.value]);
  const reason = { sentence: violation.sentence, facts: Object.fromEntries(facts) };
  return { property: { id, name, kind }, reason };
}

/** The variables and states of a story. */
export function itfStates(story: Story) {
  const { cells, steps, ending } = story;
  const states = statesOf(story).map((state, index) => {
    const step = steps[index - 1];
    const about = step && {
      action: step.action,
      instance: step.instance,
      ids: step.ids,
      kind: step.kind,
      sentence: `${step.subject} ${step.label}`,
    };
    const values = [...state].map(([cell, value]) => [cell, itfValue(value)]);
    return {
      '#meta': { index, ...about },
      ...Object.fromEntries(values),
      [actionTaken]: step?.action ?? 'init',
    };
  });
  const vars = [...cells.map(({ name }) => name), actionTaken];
  // The loop ends in the last state, which is the one that it began with; to stay is a loop of that one.
  if (ending.kind === 'loop') return { vars, states, loop: ending.from - 1 };
  return ending.kind === 'rest' ? { vars, states, loop: ending.step } : { vars, states };
}

/** A value as an expression of the format. */
export function itfValue(value: Json): Json {
  if (value === null) return { '#tup': [] };
  if (typeof value === 'number') {
    return Number.isInteger(value)
      ? { '#bigint': String(BigInt(value)) }
      : { '#unserializable': String(value) };
  }
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(itfValue);
  const fields = Object.entries(value as Readonly<Record<string, Json>>);
  const [sign, content] = fields.length === 1 ? (fields[0] as [string, Json]) : [];
  if (sign === '#bigint') return value;
  if (sign === '#set') return { '#set': (content as Json[]).map(itfValue) };
  if (sign === '#map') {
    return { '#map': (content as Json[][]).map((entry) => entry.map(itfValue)) };
  }
  const converted = fields.map(([name, at]): [string, Json] => [name, itfValue(at)]);
  // A field of a record must not look like one of the signs.
  const isPlain = fields.every(([name]) => !name.startsWith('#'));
  return isPlain ? Object.fromEntries(converted) : { '#map': converted };
}
