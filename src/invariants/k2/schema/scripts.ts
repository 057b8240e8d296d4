/**
 * What the programs of a set of bounds can bring about at all; a property about anything else does not apply.
 */
import type { World } from '../../../model/k2/schema/cells.ts';
import type { Request } from '../../../model/k2/schema/nouns.ts';

type Scope = World['scope'];

/** Does some admin ask for this? */
export function asksFor(scope: Scope, verb: Request): boolean {
  return scripts(scope).flat().includes(verb);
}

/** Is there a schema to drop, at the start or by a create? */
export function drops(scope: Scope): boolean {
  return asksFor(scope, 'drop') && (scope.exists || asksFor(scope, 'create'));
}

/** Can a create follow a drop, in one script or across two? */
export function recreates(scope: Scope): boolean {
  if (!drops(scope)) return false;
  const all = scripts(scope);
  return all.some((script, at) => {
    const first = script.indexOf('drop');
    if (first < 0) return false;
    const others = all.filter((_, other) => other !== at);
    return script.includes('create', first) || others.flat().includes('create');
  });
}

function scripts(scope: Scope): (readonly Request[])[] {
  return scope.admins.map((a) => scope.scriptOf(a));
}
