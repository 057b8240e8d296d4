/**
 * The story of a counterexample as HTML, and why neighbours do not have it.
 */
import type { Matrix } from '../../explore/matrix/outcome.ts';
import { stepsHtml } from '../html/story.ts';
import { tag, text } from '../html/tags.ts';
import type { ReportOptions } from '../options.ts';
import { momentOf } from '../story/lines.ts';
import { storyOfAccount } from './accountStory.ts';
import type { Account } from './accounts.ts';
import { checkCommand } from './head.ts';
import { namesText } from './names.ts';

/** An article that its cells open. */
export function storyHtml(matrix: Matrix, account: Account, options: ReportOptions): string {
  const { number, property, violatedBy } = account;
  const story = storyOfAccount(matrix, account);
  const title = `title-${number}`;
  const where = violatedBy.map(({ boundsName, names }) =>
    tag('p', {}, [
      text('In bounds '),
      tag('code', {}, [text(boundsName)]),
      text(` violated by ${namesText(names)}.`),
    ]),
  );
  return tag(
    'article',
    { id: `story-${number}`, popover: 'auto', role: 'dialog', 'aria-labelledby': title },
    [
      tag('h3', { id: title }, [
        text(`${property.id}, ${property.name}: violated ${momentOf(story)}`),
      ]),
      ...where,
      tag('div', { class: 'told' }, stepsHtml(story, options)),
      ...neighboursHtml(account),
      tag('pre', {}, [tag('code', {}, [text(checkCommand(matrix, account, options))])]),
      tag(
        'button',
        {
          type: 'button',
          class: 'close',
          popovertarget: `story-${number}`,
          popovertargetaction: 'hide',
        },
        [text('Close')],
      ),
    ],
  );
}

function neighboursHtml({ keptBy }: Account): string[] {
  if (keptBy.length === 0) return [];
  return [
    tag('h4', {}, [text('Why neighbours keep the promise')]),
    tag(
      'dl',
      { class: 'kept' },
      keptBy.map(({ names, sentences }) =>
        tag('div', {}, [
          tag('dt', {}, [text(namesText(names))]),
          tag('dd', {}, [text(sentences.join(' '))]),
        ]),
      ),
    ),
  ];
}
