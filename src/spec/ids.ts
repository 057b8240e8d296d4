/**
 * Ids name the members of a family: partition 1, client 2, collection `A`.
 *
 * They are values of a typed class, never bare numbers, so that a partition cannot be passed where a client is
 * meant, and so that printing, symmetry and diagrams know what they look at.
 */
export class Id<Kind extends string = string> {
  readonly kind: Kind;
  /** Position in its domain, from 1: the order in which ids are enumerated and compared. */
  readonly ordinal: number;
  /** How it is printed, also inside instance names: `node.handlesOffload(1)`. */
  readonly label: string;
  /** @internal Its canonical encoding; see `value.ts`. */
  readonly encoding: string;

  /** @internal Use {@link ids}: one object per kind, ordinal and label makes `===` the equality of ids. */
  constructor(kind: Kind, ordinal: number, label: string) {
    this.kind = kind;
    this.ordinal = ordinal;
    this.label = label;
    this.encoding = `@${kind.length}:${kind}:${ordinal}:${label.length}:${label}`;
    Object.freeze(this);
  }

  toString(): string {
    return this.label;
  }
}

/** An id of any kind. */
export type AnyId = Id<string>;

const known = new Map<string, AnyId>();

/**
 * The domain of a family: `count` ids labelled 1, 2, 3 …, or one id for each of the given labels.
 *
 * Calling it twice gives the same objects, so ids may be compared with `===`.
 *
 * @example
 * const partitions = ids('partition', 2); // partition 1 and partition 2
 * const names = ids('name', ['A', 'B']);
 */
export function ids<Kind extends string>(
  kind: Kind,
  members: number | readonly (string | number)[],
): readonly Id<Kind>[] {
  const labels =
    typeof members === 'number' ? Array.from({ length: members }, (_, at) => at + 1) : members;
  return labels.map((label, at) => {
    const key = `${kind}\n${at + 1}\n${label}`;
    const id = known.get(key) ?? new Id(kind, at + 1, String(label));
    known.set(key, id);
    return id as Id<Kind>;
  });
}
