import { describe, expect, it } from 'vitest';
import { ModelError, UsageError, unknownName } from '../../src/index.ts';

describe('an unknown name', () => {
  it('is the callers to mend: it says what is known, and suggests what is near', () => {
    const error = unknownName('preset', 'documentd', ['documented', 'repaired']);
    expect(error).toBeInstanceOf(UsageError);
    expect(error.message).toBe(
      "unknown preset 'documentd'. Did you mean 'documented'? Known: documented, repaired.",
    );
  });

  it('suggests nothing where nothing is near', () => {
    expect(unknownName('preset', 'xyz', ['documented']).message).toBe(
      "unknown preset 'xyz'. Known: documented.",
    );
    expect(unknownName('switch', 'x', []).message).toBe("unknown switch 'x'. There are none.");
  });
});

describe('broken model code', () => {
  it('is named with the action or property it is in, and keeps its cause', () => {
    const cause = new Error('boom');
    const error = new ModelError('node.serves(1)', 'throws Error: boom', { cause });
    expect([error.message, error.where, error.cause]).toEqual([
      'node.serves(1): throws Error: boom',
      'node.serves(1)',
      cause,
    ]);
  });
});
