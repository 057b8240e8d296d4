/**
 * The page in which a protocol is walked through.
 */
import { aboutDeadlock, aboutOf } from '../../explore/verdicts.ts';
import type { ExploreData } from '../../report/html/data.ts';
import { dataId } from '../../report/html/data.ts';
import type { Page } from '../../report/html/page.ts';
import { dataBlock } from '../../report/html/page.ts';
import { playerCss } from '../../report/html/playerStyle.ts';
import { reportCss } from '../../report/html/reportStyle.ts';
import { baseCss } from '../../report/html/style.ts';
import { tag, text } from '../../report/html/tags.ts';
import { printValue } from '../../report/values.ts';
import type { Model } from '../../spec/system.ts';
import { initialStates } from '../../spec/transition.ts';
import script from './script.json' with { type: 'json' };
import { exploreCss } from './style.ts';

/** The page of a model. */
export function explorePage(model: Model, ghosts: boolean): Page {
  const { system, preset, variant, boundsName, bounds } = model;
  const chosen = Object.entries({ ...variant, ...bounds }).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : printValue(value)}`,
  );
  return {
    title: `${system.name}: explore`,
    style: `${baseCss}${reportCss}${playerCss}${exploreCss}`,
    script: script.lines.join('\n'),
    connect: "'self'",
    body: [
      tag('header', {}, [
        tag('h1', {}, [text(system.title)]),
        tag('details', {}, [
          tag('summary', {}, [text(`${system.name}, preset ${preset}, bounds ${boundsName}`)]),
          tag('p', { class: 'by' }, [text(chosen.join(' '))]),
        ]),
      ]),
      tag('main', { class: 'explore' }, [
        tag('noscript', {}, [text('This page walks through a protocol with a script.')]),
      ]),
      dataBlock(dataId, dataOf(model, ghosts)),
    ],
  };
}

function dataOf(model: Model, ghosts: boolean): ExploreData {
  const { system, layout, actions, properties } = model;
  return {
    stage: {
      system: system.name,
      counts: { initial: initialStates(model).length },
      coverage: {
        cells: layout.cells.map(({ name, kind }) => ({ name, kind })),
        actions: [...new Set(actions.map(({ action }) => action))].map((name) => ({ name })),
      },
    },
    properties: [
      ...properties.filter(({ appliesTo }) => appliesTo !== false).map(aboutOf),
      aboutDeadlock,
    ].map(({ id, name, kind }) => ({ id, name, kind })),
    ghosts,
  };
}
