/**
 * The rows of a table in groups: options under their switch, so that names stay short.
 */
import type { Matrix } from '../../explore/matrix/outcome.ts';
import type { DigestRow } from './digest.ts';

/** Rows under a heading; no heading for the base and for presets. */
interface RowGroup {
  readonly heading: string;
  readonly rows: readonly { readonly label: string; readonly row: DigestRow }[];
}

/** The rows in their order, those of a group indented. */
export function groupsOf({ variation, variants }: Matrix, rows: readonly DigestRow[]): RowGroup[] {
  const parts = rows.map((row) => {
    const { name } = row.variant;
    if (variation === 'presets' || row.variant === variants[0])
      return { heading: '', label: name, row };
    if (variation === 'oneByOne') {
      const at = name.indexOf('=');
      return { heading: name.slice(0, at), label: `  ${name.slice(at + 1)}`, row };
    }
    const [first = '', ...others] = name.split(' + ');
    if (others.length === 0) return { heading: '', label: name, row };
    return { heading: first, label: `  ${others.join(' + ')}`, row };
  });
  return [...Map.groupBy(parts, ({ heading }) => heading)].map(([heading, list]) => ({
    heading,
    rows: list.map(({ label, row }) => ({ label, row })),
  }));
}
