/**
 * The same model with its cells in another order: nothing that is found may depend on it.
 */
import type { AnyCell, Assignment, Model, Property, Read, Step } from '../../src/index.ts';
import { disabled, Layout } from '../../src/index.ts';
import { Cell } from '../../src/spec/cells.ts';

/** A twin of the model whose cells are laid out as `arrange` says; its actions are wrapped, not rewritten. */
export function withCells(
  model: Model,
  arrange: (cells: readonly AnyCell[]) => readonly AnyCell[],
): Model {
  const layout = new Layout();
  const twins = new Map<AnyCell, AnyCell>();
  for (const [index, cell] of arrange(model.layout.cells).entries()) {
    const { family, ids, kind, initial, lost, ends } = cell;
    const twin: AnyCell = new Cell({ family, ids, kind, index, initial, lost, ends });
    twins.set(cell, twin);
    layout.cells.push(twin);
  }
  const twinOf = (cell: AnyCell) => twins.get(cell) as AnyCell;
  const through =
    (read: Read): Read =>
    <V>(cell: Cell<V>) =>
      read<V>(twinOf(cell));
  const assigned = (step: readonly Assignment[]) =>
    step.map(({ cell, value }) => twinOf(cell).becomes(value));
  const stepped = (step: Step): Step => (step === disabled ? disabled : assigned(step));
  const { final, starts } = model;
  return {
    ...model,
    layout,
    actions: model.actions.map((instance) => ({
      ...instance,
      run: (read) => stepped(instance.run(through(read))),
    })),
    properties: model.properties.map((property) => rewired(property, through)),
    ...(starts && { starts: starts.map(assigned) }),
    ...(final && { final: (read) => final(through(read)) }),
  };
}

function rewired(property: Property, through: (read: Read) => Read): Property {
  switch (property.kind) {
    case 'always':
    case 'quiescent':
      return { ...property, holds: (read: Read) => property.holds(through(read)) };
    case 'neverStep':
      return {
        ...property,
        holds: (before, after) => property.holds(through(before), through(after)),
      };
    case 'leadsTo':
      return {
        ...property,
        from: (read) => property.from(through(read)),
        to: (read) => property.to(through(read)),
      };
    default:
      return { ...property, reached: (read) => property.reached(through(read)) };
  }
}
