/**
 * a small coordinator that drops a collection and creates it again; preset only, bounds small.
 *
 * 34 tests (266 steps) come by all 79 goals that are possible. Written by
 *
 *   npx dropproof tests ./examples/coordinator/protocol.ts --preset only --bounds small --adapter ./examples/coordinator/adapter.ts --format vitest --out examples/coordinator/generated.test.ts
 *
 * Write it anew when the model changes.
 */
import { drive } from 'dropproof';
import { describe, it } from 'vitest';
import { adapter, system } from './adapter.ts';

const choice = { preset: 'only', bounds: 'small' };

describe('example/coordinator', () => {
  it('1. takes partition.restarts → admin.creates', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'partition.restarts(1)',
      'admin.creates',
    ]));

  it('2. takes partition.crashes → admin.drops', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'partition.crashes(1)',
      'admin.drops',
    ]));

  it('3. takes partition.crashes → client.opens', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'partition.crashes(1)',
      'client.opens(1)',
    ]));

  it('4. takes partition.restarts → admin.drops', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'partition.restarts(1)',
      'admin.drops',
    ]));

  it('5. takes partition.restarts → client.opens', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'partition.restarts(1)',
      'client.opens(1)',
    ]));

  it('6. takes partition.crashes → client.writes', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'partition.crashes(1)',
      'client.writes(1, 2)',
    ]));

  it('7. takes partition.crashes → client.reads', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'partition.crashes(1)',
      'client.reads(1, 2)',
    ]));

  it('8. takes partition.restarts → client.writes', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'partition.restarts(1)',
      'client.writes(1, 1)',
    ]));

  it('9. takes partition.restarts → client.reads', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'partition.restarts(1)',
      'client.reads(1, 1)',
    ]));

  it('10. takes client.writes → partition.crashes', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.writes(1, 1)',
      'partition.crashes(1)',
    ]));

  it('11. takes client.writes → partition.restarts', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'client.writes(1, 2)',
      'partition.restarts(1)',
    ]));

  it('12. takes client.writes → client.writes', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.writes(1, 1)',
      'client.writes(1, 2)',
    ]));

  it('13. takes client.reads → admin.drops', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.reads(1, 1)',
      'admin.drops',
    ]));

  it('14. takes client.reads → partition.crashes', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.reads(1, 1)',
      'partition.crashes(1)',
    ]));

  it('15. takes client.reads → partition.restarts', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'client.reads(1, 2)',
      'partition.restarts(1)',
    ]));

  it('16. takes client.reads → client.writes', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.reads(1, 1)',
      'client.writes(1, 1)',
    ]));

  it('17. takes admin.retries → partition.restarts', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'admin.drops',
      'partition.unloads(2)',
      'admin.retries',
      'partition.restarts(1)',
    ]));

  it('18. takes partition.restarts → partition.unloads', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.restarts(1)',
      'partition.unloads(1)',
    ]));

  it('19. takes client.reads → client.reads', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.writes(1, 1)',
      'client.reads(1, 1)',
      'client.reads(1, 2)',
    ]));

  it('20. takes admin.retries → client.writes', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'admin.retries',
      'client.writes(1, 2)',
    ]));

  it('21. takes admin.retries → client.reads', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'admin.retries',
      'client.reads(1, 2)',
    ]));

  it('22. takes client.writes → admin.retries', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'client.writes(1, 2)',
      'admin.retries',
    ]));

  it('23. takes client.reads → admin.retries', () =>
    drive(system, adapter, choice, [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'client.reads(1, 2)',
      'admin.retries',
    ]));

  it('24. takes admin.retries → admin.creates', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'admin.retries',
      'admin.creates',
    ]));

  it('25. takes admin.retries → partition.crashes', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'admin.retries',
      'partition.crashes(1)',
    ]));

  it('26. takes partition.crashes → admin.retries', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'partition.crashes(1)',
      'admin.retries',
    ]));

  it('27. takes partition.restarts → admin.retries', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'partition.crashes(1)',
      'partition.restarts(1)',
      'admin.retries',
    ]));

  it('28. takes client.reads → admin.creates', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'client.reads(1, 1)',
      'admin.creates',
    ]));

  it('29. takes admin.retries → admin.drops', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.retries',
      'admin.drops',
    ]));

  it('30. takes admin.retries → client.opens', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.retries',
      'client.opens(1)',
    ]));

  it('31. takes client.opens → admin.retries', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'admin.retries',
    ]));

  it('32. takes client.writes → client.opens', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.writes(1, 1)',
      'client.opens(1)',
    ]));

  it('33. takes client.reads → client.opens', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.reads(1, 1)',
      'client.opens(1)',
    ]));

  it('34. reaches R2', () =>
    drive(system, adapter, choice, [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.writes(1, 1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'client.writes(1, 1)',
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.writes(1, 1)',
    ]));
});
