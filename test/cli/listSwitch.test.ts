/**
 * A switch whose options are lists, on the command line: any order of calls may be tried, and what makes no sense is
 * refused with the reason.
 */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue.ts';
import { exploring } from '../../src/explore/explore.ts';
import { cli } from './harness.ts';

const check = (steps: string, ...more: readonly string[]) =>
  cli(
    ['check', 'milvus/collection', '--set', `rootSteps=${steps}`, ...more],
    {},
    { catalogue, exploring },
  );

describe('the order of calls is given literally', () => {
  it('and is explored', async () => {
    const steps = 'message,dropMeta,release,invalidate,reply';
    const { exitCode, stdout } = await check(steps, '--bounds', 'tiny', '--property', 'L10');
    expect(stdout).toContain(`rootSteps=${steps}`);
    expect(exitCode).toBe(0);
  });

  it.each([
    ['dropMeta,mesage,reply', "unknown list element 'mesage'. Did you mean 'message'?"],
    ['asDesignd', "unknown list element 'asDesignd'. Did you mean 'asDesigned'?"],
    ['dropMeta,reply,dropMeta', 'names dropMeta twice; each element may stand once'],
    ['dropMeta,,reply', 'has a comma with no element beside it'],
    ['dropMeta,message', 'without reply the client is never answered'],
    ['message,reply', 'without dropMeta or removeMeta the collection is never gone'],
    ['dropMeta,removeMeta,reply', 'dropMeta and removeMeta are the same twice'],
    ['removeMeta,tombstone,reply', 'tombstone must stand before removeMeta'],
    ['reply,persist,removeMeta', 'persist must stand first: a restart goes on behind it'],
  ])('%s: %s', async (steps, message) => {
    const { exitCode, stderr } = await check(steps);
    expect(stderr).toContain('switch rootSteps: ');
    expect(stderr).toContain(message);
    expect(exitCode).toBe(64);
  });
});
