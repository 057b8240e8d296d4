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
  it('1. takes partition.restarts → admin.creates', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'partition.restarts(1)',
      'admin.creates',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('2. takes partition.crashes → admin.drops', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'partition.crashes(1)',
      'admin.drops',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('3. takes partition.crashes → client.opens', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'partition.crashes(1)',
      'client.opens(1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('4. takes partition.restarts → admin.drops', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'partition.restarts(1)',
      'admin.drops',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('5. takes partition.restarts → client.opens', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'partition.restarts(1)',
      'client.opens(1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('6. takes partition.crashes → client.writes', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'partition.crashes(1)',
      'client.writes(1, 2)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('7. takes partition.crashes → client.reads', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'partition.crashes(1)',
      'client.reads(1, 2)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('8. takes partition.restarts → client.writes', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'partition.restarts(1)',
      'client.writes(1, 1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('9. takes partition.restarts → client.reads', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'partition.restarts(1)',
      'client.reads(1, 1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('10. takes client.writes → partition.crashes', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.writes(1, 1)',
      'partition.crashes(1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('11. takes client.writes → partition.restarts', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'client.writes(1, 2)',
      'partition.restarts(1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('12. takes client.writes → client.writes', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.writes(1, 1)',
      'client.writes(1, 2)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('13. takes client.reads → admin.drops', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.reads(1, 1)',
      'admin.drops',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('14. takes client.reads → partition.crashes', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.reads(1, 1)',
      'partition.crashes(1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('15. takes client.reads → partition.restarts', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'client.reads(1, 2)',
      'partition.restarts(1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('16. takes client.reads → client.writes', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.reads(1, 1)',
      'client.writes(1, 1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('17. takes admin.retries → partition.restarts', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'admin.drops',
      'partition.unloads(2)',
      'admin.retries',
      'partition.restarts(1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('18. takes partition.restarts → partition.unloads', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.restarts(1)',
      'partition.unloads(1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('19. takes client.reads → client.reads', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'client.opens(1)',
      'client.writes(1, 1)',
      'client.reads(1, 1)',
      'client.reads(1, 2)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('20. takes admin.retries → client.writes', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'admin.retries',
      'client.writes(1, 2)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('21. takes admin.retries → client.reads', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'admin.retries',
      'client.reads(1, 2)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('22. takes client.writes → admin.retries', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'client.writes(1, 2)',
      'admin.retries',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('23. takes client.reads → admin.retries', ({ skip }) => {
    const steps = [
      'partition.crashes(1)',
      'admin.creates',
      'partition.loads(2)',
      'client.opens(1)',
      'admin.drops',
      'partition.unloads(2)',
      'client.reads(1, 2)',
      'admin.retries',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('24. takes admin.retries → admin.creates', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'admin.retries',
      'admin.creates',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('25. takes admin.retries → partition.crashes', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'admin.retries',
      'partition.crashes(1)',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('26. takes partition.crashes → admin.retries', ({ skip }) => {
    const steps = [
      'admin.creates',
      'partition.loads(2)',
      'partition.loads(1)',
      'admin.drops',
      'partition.unloads(2)',
      'partition.unloads(1)',
      'coordinator.finishesDrop',
      'partition.crashes(1)',
      'admin.retries',
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('27. takes partition.restarts → admin.retries', ({ skip }) => {
    const steps = [
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
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('28. takes client.reads → admin.creates', ({ skip }) => {
    const steps = [
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
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('29. takes admin.retries → admin.drops', ({ skip }) => {
    const steps = [
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
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('30. takes admin.retries → client.opens', ({ skip }) => {
    const steps = [
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
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('31. takes client.opens → admin.retries', ({ skip }) => {
    const steps = [
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
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('32. takes client.writes → client.opens', ({ skip }) => {
    const steps = [
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
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('33. takes client.reads → client.opens', ({ skip }) => {
    const steps = [
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
    ];
    return drive(system, adapter, choice, steps, skip);
  });

  it('34. reaches R2', ({ skip }) => {
    const steps = [
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
    ];
    return drive(system, adapter, choice, steps, skip);
  });
});
