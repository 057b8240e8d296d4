/**
 * The script of `dropproof explore`: a player that does not end, since its reader chooses what comes next.
 */
import type { Found, Loaded, View } from '../explore/stepping/view.ts';
import type { ExploreData } from '../report/html/data.ts';
import { dataId } from '../report/html/data.ts';
import { hashOf, placeIn } from '../report/html/place.ts';
import { courseOf } from '../report/story/tell.ts';
import { counted } from '../report/words.ts';
import { ask } from './ask.ts';
import type { Walk } from './branches.ts';
import {
  adopted,
  begun,
  chosen,
  newWalk,
  switched,
  textOf,
  wayHere,
  wayOf,
  wentTo,
} from './branches.ts';
import { choicesOf, startsOf } from './choices.ts';
import { copyButton } from './copy.ts';
import { element } from './dom.ts';
import { foundText } from './found.ts';
import { answerOf, branchesOf, loadForm, panel, searchForm } from './panels.ts';
import { Player } from './player.ts';
import { themeButton } from './theme.ts';

const { stage, properties, ghosts } = JSON.parse(
  document.getElementById(dataId)?.textContent ?? '',
) as ExploreData;

let walk = newWalk;
/** Answers come in the order in which they are ready; only the last question counts. */
let asked = 0;
/** The search from here; one that the reader has left is of no interest. */
let searching = new AbortController();

const player = new Player({
  ghosts,
  linkTo: (step) => hashOf({ property: null, step }),
  moved: (step) => void go(wentTo(walk, step)),
  copies: [
    copyButton('Copy steps', 'Copy the names of the instances; they can be loaded again', () =>
      textOf(wayOf(walk)),
    ),
  ],
});
const choices = element('div', {});
const branches = element('div', {});
const complaint = element('p', { class: 'complaint', role: 'alert' });
const answer = element('div', { class: 'answer', role: 'status' });
const note = element('div', { class: 'answer', role: 'status' });

document.documentElement.classList.add('scripted');
document.querySelector('header')?.append(themeButton());
document
  .querySelector('main')
  ?.append(
    element('div', { class: 'choose' }, [
      complaint,
      panel('What may happen', 'choices', [choices]),
    ]),
    element('div', { class: 'play' }, [player.element]),
    element('div', { class: 'more' }, [
      panel('Branches', 'kept', [branches]),
      panel('What can happen from here', 'search', [
        ...searchForm(properties, (property) => void search(property)),
        answer,
      ]),
      panel('Load a trace', 'load', [...loadForm((text) => void load(text)), note]),
    ]),
  );
window.addEventListener('hashchange', () => {
  const { step } = placeIn(location.hash);
  if (step !== null && step !== walk.step) void go(wentTo(walk, step));
});
void go(newWalk);

/** Goes somewhere, and shows what there is to see. */
async function go(there: Walk): Promise<void> {
  const question = ++asked;
  try {
    const view = await ask<View>('look', { ...wayOf(there), step: there.step });
    if (question !== asked) return;
    walk = there;
    show(view);
    complaint.textContent = '';
  } catch (error) {
    complaint.textContent = (error as Error).message;
  }
}

function show({ trace, starts, instances, broken }: View): void {
  const { step } = walk;
  const shown = broken.map(({ id, name, reason }) => ({
    step,
    promise: { id, name },
    violation: {
      sentence: reason.sentence,
      facts: Object.entries(reason.facts).map(([fact, value]) => ({ name: fact, value })),
    },
  }));
  player.show({ course: courseOf(stage, trace), broken: shown }, step);
  choices.replaceChildren(
    ...startsOf(starts, wayOf(walk).start, (start) => void go(begun(walk, start))),
    ...choicesOf(instances, (name) => void go(chosen(walk, name))),
  );
  branches.replaceChildren(branchesOf(walk, (at) => void go(switched(walk, at))));
  searching.abort();
  answer.replaceChildren();
  history.replaceState(null, '', hashOf({ property: null, step }));
}

async function search(property: string): Promise<void> {
  const from = wayHere(walk);
  searching.abort();
  searching = new AbortController();
  const { signal } = searching;
  answer.replaceChildren(`Searching from step ${walk.step} …`);
  const question = async () => {
    const found = await ask<Found>('search', { ...from, property }, signal);
    const here = from.instances.length;
    return answerOf(foundText(found, here), found.way, (way) => void go(adopted(walk, way, here)));
  };
  await told(answer, question, signal);
}

async function load(text: string): Promise<void> {
  await told(note, async () => {
    const loaded = await ask<Loaded>('load', { text });
    await go(adopted(walk, loaded.way));
    return [loaded.note ?? `Loaded: ${counted(loaded.way.instances.length, 'step')}.`];
  });
}

/** Shows what comes of a question, or what is wrong with it; nothing where nobody wants to know it any more. */
async function told(
  place: HTMLElement,
  question: () => Promise<readonly (Node | string)[]>,
  signal?: AbortSignal,
): Promise<void> {
  try {
    const shown = await question();
    if (!signal?.aborted) place.replaceChildren(...shown);
  } catch (error) {
    if (!signal?.aborted)
      place.replaceChildren(element('p', { class: 'complaint' }, [(error as Error).message]));
  }
}
