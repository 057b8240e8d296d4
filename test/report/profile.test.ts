import { describe, expect, it } from 'vitest';
import { usualOptions } from '../../src/report/options.ts';
import { profileLines } from '../../src/report/profile.ts';
import { textReport } from '../../src/report/text.ts';
import { outcomeOf } from './outcomes.ts';

const outcome = outcomeOf({ preset: 'repaired' }, { keepGoing: true, profile: true });
const tables = [
  { name: 'queue of states', bytes: 48e6 },
  { name: 'set of states', bytes: 15e6 },
  { name: 'decision trees', bytes: 2e3 },
];
const telling = { ...outcome, memory: { ...outcome.memory, tables } };
const sectionsOf = (report: string) => report.slice(report.indexOf('\nSearch\n'));

describe('a profile tells where the effort went, the most expensive first', () => {
  it('in a section of its own, and with what the memory was used for', () => {
    expect(sectionsOf(textReport(telling))).toMatchInlineSnapshot(`
      "
      Search

        explored  17 states, 18 transitions, depth 7, 1 initial state, 3 states without a successor
        cost      1.5 s, 12 k states/s, 64 MB, 50 calls of the model
        tables    queue of states 48 MB, set of states 15 MB

      Worth a second look

        ! never enabled: network.loses, network.duplicates, network.delays
        ! cells that never changed: config

      Profile

        calls  hits  enabled  taken    time  action
           11     6        3      3  0.00 s  client.commits
            9     8        3      3  0.00 s  client.reads
            4    13        3      3  0.00 s  cpo.recreates
            3    14        3      3  0.00 s  cpo.drops
            3    14        6      6  0.00 s  node.handles
            1    16        0      0  0.00 s  network.loses
            1    16        0      0  0.00 s  network.duplicates
            1    16        0      0  0.00 s  network.delays

        calls    time  property
            5  0.00 s  P1
            5  0.00 s  P2
            3  0.00 s  W1
            3  0.00 s  W2
            1  0.00 s  deadlock

        calls due  values  cell
               18       5  client(1)
               10       3  cpo
                6       3  node(1)
                2       3  toNode(1)
                1       2  toCpo(1)
                0       3  hits(1)
                0       1  config
                0       1  losses
        … and 2 more

        → nothing needs doing: 50 calls of the model for 17 states are few

      Run it again

        npx dropproof check mini/drop --preset repaired --set checksId=yes --set order=dropFirst --bounds note --bound clients=1 --bound losses=0 --bound copies=0 --bound delays=0 --bound 'keys=["k1"]'

      Everything that was checked holds.
      "
    `);
  });

  it('long lists are cut', () => {
    const actions = Array.from({ length: 2000 }, (_, at) => ({
      name: `client.does${at}`,
      modelCalls: at,
      cacheHits: 1e6 * at,
      enabled: 17 * at,
      taken: 1,
      seconds: 0.01 * at,
    }));
    const long = { cells: [], actions, properties: [], advice: 'have patience' };
    expect(profileLines(long, usualOptions)).toMatchInlineSnapshot(`
      [
        "  calls   hits  enabled  taken  time  action",
        "  1,999  2.0 G     34 k      1  20 s  client.does1999",
        "  1,998  2.0 G     34 k      1  20 s  client.does1998",
        "  1,997  2.0 G     34 k      1  20 s  client.does1997",
        "  1,996  2.0 G     34 k      1  20 s  client.does1996",
        "  1,995  2.0 G     34 k      1  20 s  client.does1995",
        "  1,994  2.0 G     34 k      1  20 s  client.does1994",
        "  1,993  2.0 G     34 k      1  20 s  client.does1993",
        "  1,992  2.0 G     34 k      1  20 s  client.does1992",
        "  … and 1,992 more",
        "",
        "  → have patience",
      ]
    `);
  });
});

describe('without one', () => {
  it('a report has neither', () => {
    const report = sectionsOf(textReport({ ...telling, profile: null }));
    expect(report).not.toMatch(/tables|Profile/);
  });

  it('but it tells what the memory of a large search was used for', () => {
    const large = { ...telling, profile: null, counts: { ...telling.counts, states: 100_000 } };
    expect(textReport(large)).toMatch(/^ {2}tables +queue of states 48 MB, set of states 15 MB$/m);
  });
});
