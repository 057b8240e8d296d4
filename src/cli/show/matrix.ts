/**
 * The read/write matrix as text: a row for each action, a column for each family of cells.
 */
import { pad, widthOf, wrap } from '../../report/layout.ts';
import type { Access } from './observe.ts';

/** `rw` and a space. */
const columnWidth = 3;
/** Neither read nor written. */
const none = '·';

/**
 * The matrix. The names of the columns are steps of a stair, since they are longer than what stands below; a
 * matrix that is too wide for the page is cut into several.
 *
 * @example
 *                ┌ cpo
 *                │  ┌ node
 * cpo.drops      rw ·
 * node.handles   ·  rw
 */
export function matrixLines(
  accesses: ReadonlyMap<string, Access>,
  families: readonly string[],
  width: number,
): string[] {
  const all = [...accesses.values()];
  const touched = families.filter((family) =>
    all.some((access) => markOf(access, family) !== none),
  );
  const untouched = families.filter((family) => !touched.includes(family));
  const labelWidth = Math.max(...[...accesses.keys()].map(widthOf)) + 2;
  const perBlock = Math.max(1, Math.floor((width - labelWidth) / columnWidth));
  const blocks: string[] = [];
  for (let at = 0; at < touched.length; at += perBlock) {
    if (at > 0) blocks.push('');
    blocks.push(...blockLines(accesses, touched.slice(at, at + perBlock), labelWidth));
  }
  if (untouched.length === 0) return blocks;
  return [...blocks, '', ...wrap(`Neither read nor written: ${untouched.join(', ')}`, width)];
}

function blockLines(
  accesses: ReadonlyMap<string, Access>,
  families: readonly string[],
  labelWidth: number,
): string[] {
  const stair = families.map(
    (family, at) => `${' '.repeat(labelWidth)}${'│'.padEnd(columnWidth).repeat(at)}┌ ${family}`,
  );
  const rows = [...accesses].map(([action, access]) => {
    const marks = families.map((family) => markOf(access, family).padEnd(columnWidth)).join('');
    return `${pad(action, labelWidth)}${marks}`.trimEnd();
  });
  return [...stair, ...rows];
}

function markOf({ reads, writes }: Access, family: string): string {
  return `${reads.has(family) ? 'r' : ''}${writes.has(family) ? 'w' : ''}` || none;
}
