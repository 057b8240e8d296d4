/**
 * Neighbouring variants differ in exactly one switch; where they differ in a verdict, that switch is why.
 */
import { accountFor } from './explain.ts';
import type { Explanation, Matrix, MatrixCell } from './outcome.ts';
import type { MatrixPlan, PlannedSearch } from './plan.ts';

/** What is explained. */
interface Explained extends Pick<Matrix, 'properties' | 'tables' | 'violations'> {
  readonly plan: MatrixPlan;
}

/** An explanation for each violation, and each variant that keeps the promise though a neighbour breaks it so. */
export function explanationsOf(matrix: Explained, table: number): Explanation[] {
  return matrix.properties.flatMap((_, column) => {
    const cells = matrix.tables[table]?.rows.map((row) => row.cells[column] as MatrixCell) ?? [];
    return cells.flatMap((cell, kept) =>
      cell.verdict === 'holds' ? explain(matrix, { table, column, kept }, cells) : [],
    );
  });
}

function explain(
  { plan, properties, violations }: Explained,
  {
    table,
    column,
    kept,
  }: { readonly table: number; readonly column: number; readonly kept: number },
  cells: readonly MatrixCell[],
): Explanation[] {
  const { variants } = plan;
  const broken = cells.flatMap(({ violation }, variant) => {
    const differs = differenceOf(variants[variant]?.variant ?? {}, variants[kept]?.variant ?? {});
    return violation === null || differs === null ? [] : [{ violation, variant, differs }];
  });
  return [...Map.groupBy(broken, ({ violation }) => violation)].map(([violation, list]) => {
    const neighbours = list.map(({ variant, differs }) => ({ variant, differs }));
    const [{ variant }] = neighbours as [Explanation['neighbours'][number]];
    const property = properties[column] as Matrix['properties'][number];
    const { trace } = violations[violation] as Matrix['violations'][number];
    const searches = plan.searches[table] as readonly PlannedSearch[];
    const [sound, breaks] = [searches[kept], searches[variant]] as [PlannedSearch, PlannedSearch];
    const account = accountFor(sound.model, breaks.model, property, trace);
    return { table, property: property.id, kept, violation, neighbours, ...account };
  });
}

type Options = Readonly<Record<string, string>>;

/** The one switch in which two variants differ; null if there are none or several. */
export function differenceOf(a: Options, b: Options): string | null {
  const [first, ...others] = Object.keys(a).filter((name) => a[name] !== b[name]);
  return first === undefined || others.length > 0 ? null : first;
}
