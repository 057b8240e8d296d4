/**
 * What becomes of truncated data of a schema that stays.
 */
import type { World } from '../../../model/k2/schema/cells.ts';
import type { Read } from '../../../spec/cells.ts';
import type { Claim, Property } from '../../../spec/properties.ts';
import { because, property, vacuous } from '../../../spec/properties.ts';
import type { Found } from './data.ts';
import { everyServed, hasRecords } from './data.ts';
import { asksFor } from './scripts.ts';

/** Judges the values of the live schema, once a user was told that it is truncated. */
function everyTold(
  read: Read,
  world: World,
  claim: (record: Found) => Claim,
  judges?: (m: Found['m']) => boolean,
): Claim {
  const { at } = world;
  const { truncated } = read(at.told());
  if (truncated === 0) return vacuous;
  const { live } = read(at.catalog);
  return everyServed(
    read,
    world,
    (record) => {
      const { m, inc, row } = record;
      if (row.by === 'none' || inc !== live || !read(at.valid(m)).has(inc)) return vacuous;
      return row.epoch >= truncated || claim(record);
    },
    judges,
  );
}

const saysWhat = (sentence: string, { m, k, inc, row }: Found) =>
  because(sentence, { node: m, key: k, incarnation: inc, row });

export const truncatedIsUnreadable = (world: World): Property => {
  const { at, scope, variant } = world;
  return property.always({
    id: 'P6i',
    name: 'truncated data is unreadable at once',
    by: 'note: "Truncate"',
    reportOnly: true,
    appliesTo: hasRecords(world) && asksFor(scope, 'truncate'),
    holds: (read) =>
      everyTold(
        read,
        world,
        (record) =>
          (variant.truncateData !== 'skip4and6' && record.row.epoch < read(at.epoch(record.m))) ||
          saysWhat('a record can be read that was told truncated', record),
      ),
  });
};

export const truncatedStaysTruncated = (world: World): Property => {
  const { at, scope } = world;
  return property.always({
    id: 'P6t',
    name: 'truncated data stays truncated',
    by: 'note: truncateData',
    appliesTo: hasRecords(world) && asksFor(scope, 'truncate'),
    holds: (read) =>
      everyTold(
        read,
        world,
        (record) => saysWhat('a record is there that was told truncated', record),
        (m) => read(at.scan(m)).isEmpty(),
      ),
  });
};
