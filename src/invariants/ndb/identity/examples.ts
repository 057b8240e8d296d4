/**
 * The two examples of the note, as scenarios: whether they err, and whether they end at all.
 */
import { example1, example2, plays } from '../../../model/ndb/identity/bounds.ts';
import type { World } from '../../../model/ndb/identity/cells.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Property } from '../../../spec/properties.ts';
import { because, property } from '../../../spec/properties.ts';

/** Errors that tell a caller that the table is not what it was. */
const tells: readonly string[] = ['241', '283', '284'];

export function promises(world: World): Property[] {
  const { variant } = world;
  const claims = [
    { which: 'example-1', example: example1, claimed: variant.bindAt === 'start' },
    { which: 'example-2', example: example2, claimed: true },
  ];
  return claims.flatMap(({ which, example, claimed }) => {
    const appliesTo = plays(world.bounds.script, example);
    const commits: Property = property.reachable({
      id: `${which}-commits`,
      name: `${which} commits`,
      appliesTo,
      // Where the example has to err, that it commits is no witness of anything.
      reportOnly: claimed,
      reached: (read) => txnOf(world, read).state === 'committed',
    });
    return [errs(world, which, appliesTo, !claimed), endsSomehow(world, which, appliesTo), commits];
  });
}

function txnOf({ at, scope }: World, read: Read) {
  const [c] = scope.clients;
  if (!c) throw new RangeError('there is no client');
  return read(at.txn(c));
}

/** Requirement 1 lets the first example pass, as it touches one table only. */
function errs(world: World, which: string, appliesTo: boolean, reportOnly: boolean): Property {
  return property.quiescent({
    id: `${which}-errs`,
    name: `${which} ends with an error about the table`,
    by: 'note: "Invalid Schema Version" or similar',
    appliesTo,
    reportOnly,
    holds: (read) => {
      const { state, err } = txnOf(world, read);
      return (
        (state === 'aborted' && tells.includes(err)) ||
        because('the example does not end with an error about the table', { state, err })
      );
    },
  });
}

function endsSomehow(world: World, which: string, appliesTo: boolean): Property {
  return property.quiescent({
    id: `${which}-ends`,
    name: `${which} comes to an end`,
    by: 'the calling program must not hang',
    appliesTo,
    holds: (read) => {
      const txn = txnOf(world, read);
      return (
        txn.state === 'committed' ||
        txn.state === 'aborted' ||
        because('the calling program waits for ever', { txn, left: read(world.at.script) })
      );
    },
  });
}
