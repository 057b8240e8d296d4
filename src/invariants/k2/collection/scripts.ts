/**
 * What the programs of a set of bounds can bring about at all; a property about anything else does not apply.
 */
import type { World } from '../../../model/k2/collection/cells.ts';

type Scope = World['scope'];

/** Does some admin drop? */
export function drops(scope: Scope): boolean {
  return verbs(scope).flat().includes('drop');
}

/** Does some admin create? */
export function creates(scope: Scope): boolean {
  return verbs(scope).flat().includes('create');
}

/** The names of which a create can follow a drop, in one script or across two. */
export function recreated(scope: Scope): Scope['names'] {
  const scripts = scope.admins.map((a) => scope.scriptOf(a));
  return scope.names.filter((n) => {
    const ofName = scripts.map((script) =>
      script.filter(({ name }) => name === n).map(({ verb }) => verb),
    );
    return ofName.some((script, at) => {
      const first = script.indexOf('drop');
      if (first < 0) return false;
      const others = ofName.filter((_, other) => other !== at);
      return script.includes('create', first) || others.flat().includes('create');
    });
  });
}

function verbs(scope: Scope): ('drop' | 'create')[][] {
  return scope.admins.map((a) => scope.scriptOf(a).map(({ verb }) => verb));
}
