/**
 * What properties of steps answer: claims, each with what it rests on.
 */

/** A claim, and the cells that were read to come to it, with their value ids. */
export interface StepClaim {
  readonly claim: number;
  readonly cells: readonly number[];
  readonly values: readonly number[];
}

/** The claims of all such properties, each different one of a property once. */
export class StepClaims {
  readonly #claims: StepClaim[] = [];
  readonly #ids = new Map<string, number>();

  of(id: number): StepClaim {
    return this.#claims[id]!;
  }

  /** @param by the id of the property */
  intern(by: string, claim: StepClaim): number {
    const key = `${by}: ${claim.claim}: ${claim.cells.join(' ')}: ${claim.values.join(' ')}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#claims.length);
    return this.#claims.push(claim) - 1;
  }

  /** A claim in numbers that mean the same to all threads, and back. */
  tell(id: number): number[] {
    const { claim, cells, values } = this.of(id);
    return [claim, ...cells, ...values];
  }

  hear(by: string, [claim, ...told]: readonly number[]): number {
    const [cells, values] = [told.slice(0, told.length / 2), told.slice(told.length / 2)];
    return this.intern(by, { claim: claim!, cells, values });
  }
}
