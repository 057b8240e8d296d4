/**
 * The parts of `dropproof show`: what a system consists of and what may be chosen about it.
 */
import { columns } from '../../report/layout.ts';
import { printValue } from '../../report/values.ts';
import { counted } from '../../report/words.ts';
import type { Instance } from '../../spec/actions.ts';
import type { AnyCell, Lane } from '../../spec/cells.ts';
import { nameOf } from '../../spec/cells.ts';
import type { Model, System } from '../../spec/system.ts';
import type { Json } from '../../spec/value.ts';
import { toJson } from '../../spec/value.ts';

/** A heading and its lines. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

type Rows = readonly (readonly string[])[];

/** Everything that can be chosen. */
export function choiceSections(system: System, width: number): Section[] {
  return [
    section('Presets', presetRows(system), width),
    section('Switches', switchRows(system), width),
    section(
      'Bounds and their usual values',
      Object.entries(system.bounds).map(([name, { usual, meaning }]) => [
        name,
        printValue(usual as Json),
        meaning,
      ]),
      width,
    ),
    section('Sets of bounds', boundSetRows(system), width),
  ].filter(({ lines }) => lines.length > 0);
}

/** What the model consists of. */
export function modelSections(model: Model, width: number): Section[] {
  return [
    section('Properties', propertyRows(model), width),
    section('Cells', cellRows(model), width),
    section('Actions', actionRows(model), width),
  ];
}

function section(heading: string, rows: Rows, width: number): Section {
  return { heading, lines: columns(rows, width, '  ') };
}

/** The first preset in full, the others by what they do otherwise: that is what tells them apart. */
function presetRows({ presets, switches }: System): Rows {
  if (Object.keys(switches).length === 0) return [];
  const textsOf = (options: Readonly<Record<string, unknown>>) =>
    Object.entries(switches).map(([name, at]) => `${name}=${at.print(options[name])}`);
  const [first, ...others] = Object.entries(presets);
  if (!first) return [];
  const usual = textsOf(first[1]);
  return [
    [first[0], usual.join(' ')],
    ...others.map(([name, options]) => {
      const differs = textsOf(options).filter((text) => !usual.includes(text));
      return [name, `as ${first[0]}, but ${differs.join(' ') || 'in nothing'}`];
    }),
  ];
}

function switchRows({ switches }: System): Rows {
  return Object.entries(switches).flatMap(([name, { options }]) =>
    Object.entries(options).map(([option, meaning], at) => [at === 0 ? name : '', option, meaning]),
  );
}

function boundSetRows({ boundSets, bounds }: System): Rows {
  if (Object.keys(bounds).length === 0) return [];
  return Object.entries(boundSets).map(([name, { size, differs }]) => {
    const sizes = Object.entries(differs).map(
      ([key, value]) => `${key}=${printValue(value as Json)}`,
    );
    return [name, size, sizes.join(' ') || 'the usual values'];
  });
}

function propertyRows({ properties }: Model): Rows {
  return properties.map(({ id, kind, name, by, reportOnly, appliesTo }) => [
    id,
    kind,
    [
      name,
      ...(reportOnly ? ['report only'] : []),
      ...(appliesTo === false ? ['nothing to judge here'] : []),
    ].join('; ') + (by ? ` (${by})` : ''),
  ]);
}

function cellRows({ layout }: Model): Rows {
  const families = Map.groupBy(layout.cells, ({ family }) => family);
  return [...families].map(([family, cells]) => {
    const [first] = cells as [AnyCell];
    const name = cells.length === 1 ? first.name : `${family} × ${cells.length}`;
    return [name, first.lost ? `${first.kind}, volatile` : first.kind, contentOf(first)];
  });
}

function contentOf({ ends, initial }: AnyCell): string {
  if (ends) return `from ${laneText(ends.from)} to ${laneText(ends.to)}`;
  return printValue(toJson(initial));
}

function laneText({ role, ids }: Lane): string {
  return nameOf(role, ids);
}

function actionRows({ actions }: Model): Rows {
  const verbs = Map.groupBy(actions, ({ action }) => action);
  return [...verbs].map(([action, instances]) => {
    const [first] = instances as [Instance];
    const { kind, label } = first;
    const fair = kind === 'system' && fairText(first) !== 'weak' ? `, ${fairText(first)}` : '';
    return [action, `${kind}${fair}`, `${label} (${counted(instances.length, 'instance')})`];
  });
}

/** Fairness asked of a group leaves a choice: `strong for some`. */
function fairText({ fairness, fairGroup, name }: Instance): string {
  return fairGroup === name ? fairness : `${fairness} for some`;
}
