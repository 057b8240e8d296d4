/**
 * Many variants in few words.
 */

/**
 * Names of variants, options of one switch together.
 *
 * @example
 * namesText(['documented', 'unload=drainAll', 'unload=handOver']); // 'documented, unload=drainAll/handOver'
 */
export function namesText(names: readonly string[]): string {
  const groups = Map.groupBy([...new Set(names)], (name) => switchOf(name) ?? name);
  return [...groups]
    .map(([group, list]) => {
      const options = list.map((name) => name.slice(group.length + 1)).join('/');
      return options === '' ? group : `${group}=${options}`;
    })
    .join(', ');
}

/** The switch, if one option of it is all that makes a name. */
function switchOf(name: string): string | undefined {
  return /^([^\s=]+)=[^\s=]+$/.exec(name)?.[1];
}
