/**
 * The story of a counterexample as HTML, and why neighbours do not have it.
 */
import type { Matrix } from '../../explore/matrix/outcome.ts';
import type { TraceStep } from '../../explore/outcome.ts';
import type { ReportOptions } from '../options.ts';
import { changeLines, hiddenCells, messageLines, staysAtEnd } from '../story.ts';
import { printValue } from '../values.ts';
import { counted, sentenceOf } from '../words.ts';
import type { Account } from './accounts.ts';
import { checkCommand } from './head.ts';
import { namesText } from './names.ts';
import { tag, text } from './tags.ts';

/** An article that its cells open. */
export function storyHtml(matrix: Matrix, account: Account, options: ReportOptions): string {
  const { number, property, violation, violatedBy } = account;
  const { trace, reason } = violation;
  const title = `title-${number}`;
  const why = reason ? `: ${reason.sentence}` : '';
  const where = violatedBy.map(({ boundsName, names }) =>
    tag('p', {}, [
      text('In bounds '),
      tag('code', {}, [text(boundsName)]),
      text(` violated by ${namesText(names)}.`),
    ]),
  );
  const facts = Object.entries(reason?.facts ?? {}).map(([name, value]) =>
    tag('li', {}, [tag('code', {}, [text(`${name} = ${printValue(value)}`)])]),
  );
  return tag(
    'article',
    { id: `story-${number}`, popover: 'auto', role: 'dialog', 'aria-labelledby': title },
    [
      tag('h3', { id: title }, [
        text(
          `${property.id}, ${property.name}: violated after ${counted(trace.steps.length, 'step')}`,
        ),
      ]),
      ...where,
      tag('ol', { class: 'steps' }, stepsHtml(matrix, account, options)),
      ...(staysAtEnd(trace)
        ? [tag('p', {}, [text('From here on nothing happens any more.')])]
        : []),
      tag('p', { class: 'end' }, [text(`So ${property.id} (${property.name}) is violated${why}.`)]),
      ...(facts.length > 0 ? [tag('ul', { class: 'facts' }, facts)] : []),
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

function stepsHtml(
  { coverage }: Matrix,
  { violation: { trace } }: Account,
  { ghosts }: ReportOptions,
): string[] {
  const hides = hiddenCells(coverage.cells, ghosts);
  const details = (step: TraceStep) => [...messageLines(step), ...changeLines(step, hides)];
  return trace.steps.map((step, at) =>
    tag('li', trace.loop === at ? { class: 'loop' } : {}, [
      ...(trace.loop === at ? [tag('strong', {}, [text('From here on, again and again: ')])] : []),
      text(sentenceOf(step)),
      tag('code', { class: 'instance' }, [text(step.instance)]),
      ...details(step).map((line) => tag('div', { class: 'change' }, [text(line)])),
    ]),
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
