/**
 * What a search from the end of a way found, as a sentence.
 */
import type { Found } from '../explore/stepping/view.ts';
import { counted } from '../report/words.ts';

/** The answer to a reader who is so many steps on the way. */
export function foundText(found: Found, here: number): string {
  const { property, verdict, cameAfter, states } = found;
  const { id, name, kind } = property;
  if (cameAfter !== null) {
    return `${id}, ${name}: kept already, ${sinceText(cameAfter, here)}.`;
  }
  switch (verdict) {
    case 'violated':
      return `${id} is violated ${momentText(found, here)}${dueText(found, here)}.`;
    case 'undecided':
      return (
        `Undecided: nothing found in the first ${counted(states, 'state')} from here. ` +
        'dropproof check explores all of them, from the start.'
      );
    case 'unreached':
      return `${id} is reached in none of the ${counted(states, 'state')} from here on.`;
    case 'holds':
      if (kind === 'reachable') return `${id} is reached ${momentText(found, here)}.`;
      return (
        `${id}, ${name}: holds in ${everyText(states)} that can be reached from here` +
        `${dueText(found, here)}.`
      );
  }
}

function everyText(states: number): string {
  return states === 1 ? 'the only state' : `all ${counted(states, 'state')}`;
}

function momentText({ way }: Found, here: number): string {
  if (way === null) return 'from here; there is no memory to look for the way';
  const { instances, loop } = way;
  const before = (loop ?? instances.length) - here;
  const after = before === 0 ? 'right here' : `after ${counted(before, 'more step')}`;
  if (loop === null) return after;
  const rounds = instances.length - loop;
  return rounds === 0
    ? `${after}, where nothing happens any more`
    : `${after}, by going round for ever in ${counted(rounds, 'step')}`;
}

function dueText({ dueSince }: Found, here: number): string {
  return dueSince === null ? '' : `; what it promises is due ${sinceText(dueSince, here)}`;
}

/** `since step 3`: step 0 is the start. */
function sinceText(step: number, here: number): string {
  if (step === here) return 'right here';
  return step === 0 ? 'since the start' : `since step ${step}`;
}
