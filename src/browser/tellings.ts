/**
 * The counterexamples of a page, and one player for all of them.
 */
import type { ReportData } from '../report/html/data.ts';
import { dataId } from '../report/html/data.ts';
import { hashOf } from '../report/html/place.ts';
import { copyButton } from './copy.ts';
import { Player } from './player.ts';

/** A player that shows one of several stories. */
export interface Tellings {
  readonly stories: ReportData['stories'];
  /** Puts the player before the list that tells the same story, at a step of it. */
  readonly show: (story: number, before: Element, step: number) => void;
  readonly player: Player;
}

/** `nameOf` says how an address calls a story; null where there is no need to. */
export function tellingsOfPage(nameOf: (story: number) => string | null): Tellings {
  const json = document.getElementById(dataId)?.textContent ?? '';
  const { stories, ghosts } = JSON.parse(json) as ReportData;
  let shown = 0;
  const addressOf = (step: number) => hashOf({ property: nameOf(shown), step });
  const player: Player = new Player({
    ghosts,
    linkTo: addressOf,
    // Going through the steps is no journey: the way back leads to where the reader came from.
    moved: (step) => history.replaceState(null, '', addressOf(step)),
    copies: [
      copyButton('Copy command', 'Copy the commands that lead here again', () =>
        (stories[shown]?.commands ?? []).join('\n'),
      ),
      copyButton('Copy link', 'Copy the address of this step', () => {
        return new URL(addressOf(player.step), location.href).href;
      }),
    ],
  });
  document.documentElement.classList.add('scripted');
  const show = (story: number, before: Element, step: number) => {
    const telling = stories[story];
    if (!telling) return;
    shown = story;
    before.before(player.element);
    const { promise, violation, ending, steps } = telling.story;
    const end = ending.kind === 'start' ? 0 : steps.length;
    player.show({ course: telling.story, broken: [{ step: end, promise, violation }] }, step);
  };
  return { stories, show, player };
}
