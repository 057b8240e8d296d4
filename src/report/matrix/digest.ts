/**
 * What is worth a place in a table: the properties on which some variant differs, and the variants that differ from
 * the base. The rest is said in a sentence, so that nothing is left out and nothing hides what matters.
 */
import type {
  Matrix,
  MatrixCell,
  MatrixProperty,
  MatrixTable,
  MatrixVariant,
} from '../../explore/matrix/outcome.ts';
import { cellWords, markOf } from './marks.ts';

/** A row of a digest: the cells of its columns. */
export interface DigestRow {
  readonly variant: MatrixVariant;
  readonly cells: readonly MatrixCell[];
}

/** A table, and what is not in it. */
export interface Digest {
  readonly columns: readonly MatrixProperty[];
  readonly rows: readonly DigestRow[];
  /** Names of variants that are in every cell as the first row is. */
  readonly alike: readonly string[];
  /** What is said of properties on which all variants agree: `holds` → ids. */
  readonly agreed: readonly (readonly [string, readonly string[]])[];
}

/** The digest of one table. */
export function digestOf(
  { properties, variants, variation }: Matrix,
  { rows }: MatrixTable,
): Digest {
  const column = (at: number) => rows.map(({ cells }) => cells[at] as MatrixCell);
  const isTelling = (at: number) => new Set(column(at).map(markOf)).size > 1;
  const telling = properties.map((_, at) => at).filter(isTelling);
  const all = rows.map(({ cells }, at) => ({
    variant: variants[at] as MatrixVariant,
    cells: telling.map((index) => cells[index] as MatrixCell),
  }));
  const textOf = ({ cells }: DigestRow) => cells.map(markOf).join(' ');
  const [first] = all;
  const differs = (row: DigestRow) =>
    row === first || variation === 'presets' || (first && textOf(row) !== textOf(first));
  const agreed = properties.flatMap((property, at) => {
    const [cell] = column(at);
    return telling.includes(at) || !cell ? [] : [[cellWords(property, cell), property.id] as const];
  });
  return {
    columns: telling.map((at) => properties[at] as MatrixProperty),
    rows: all.filter(differs),
    alike: all.filter((row) => !differs(row)).map(({ variant }) => variant.name),
    agreed: [...Map.groupBy(agreed, ([words]) => words)].map(([words, list]) => [
      words,
      list.map(([, id]) => id),
    ]),
  };
}
