import { describe, expect, it } from 'vitest';
import type { Style } from '../../src/report/options.ts';
import { usualOptions } from '../../src/report/options.ts';
import { textReport } from '../../src/report/text.ts';
import { outcomeOf } from './outcomes.ts';

describe('the report says what was checked, what was found, how, and how to see it again', () => {
  it('of a violation', () => {
    expect(textReport(outcomeOf())).toMatchInlineSnapshot(`
      "a small drop that forgets its readers

        system    mini/drop
        preset    today
                  checksId=no order=dropFirst
        bounds    note
                  clients=1 losses=0 copies=0 delays=0 keys=[k1]
        search    breadth-first, exact (whole states are compared, no hashes), 1 worker, no reduction,
                  stops at the first violation
        explored  until the first violation (--keep-going explores the rest)

      Checked (+) and not checked (-)

        + every state            P1
        + every step             P2
        - quiescent states       nothing asked
        + deadlocks              deadlock
        + witnesses              W1, W2
        - liveness               nothing asked
        - nothing to judge here  P3

      Verdicts

        P1        violated   always     one incarnation per transaction; after 6 steps
        P2        undecided  neverStep  incarnations only grow
        W1        reached    reachable  a transaction commits
        W2        undecided  reachable  the collection is absent; report only
        deadlock  undecided  deadlock   no unexpected deadlock

      P1 is violated after 6 steps: one incarnation per transaction
        It rests on: the last paragraph of the note

         1. cpo starts to drop the collection [cpo.drops]
              sends #1 OFFLOAD {inc: 1} to node 1
              cpo.phase: live → dropping
         2. client 1 reads a key [client.reads(1)]
              client(1).phase: idle → open, .readFrom: 0 → 1
         3. node 1 does what it is told, at once [node.handles(1)]
              takes #1 OFFLOAD {inc: 1} from cpo
              sends #2 DONE {inc: 1} to cpo
              node(1).loaded: true → false, .inc: 1 → 0
         4. cpo creates the collection anew [cpo.recreates]
              takes #2 DONE {inc: 1} from node 1
              sends #3 ASSIGN {inc: 2} to node 1
              cpo.phase: dropping → live, .inc: 1 → 2
         5. node 1 does what it is told, at once [node.handles(1)]
              takes #3 ASSIGN {inc: 2} from cpo
              node(1).loaded: false → true, .inc: 0 → 2
         6. client 1 writes that key and commits as client 1 [client.commits(1)]
              client(1).phase: open → committed

        So P1 (one incarnation per transaction) is violated: a committed transaction touched two
        incarnations.
          client  1
          hits    {1, 2}

      Search

        explored  18 states, 19 transitions, depth 7, 1 initial state, 0 states without a successor
        cost      1.5 s, 12 k states/s, 64 MB, 46 calls of the model

      Worth a second look

        ! never enabled (but the search was cut): network.loses, network.duplicates, network.delays
        ! cells that never changed (but the search was cut): config

      Keep the trace, and replay it later

        npx dropproof check mini/drop --preset today --set checksId=no --set order=dropFirst --bounds note --bound clients=1 --bound losses=0 --bound copies=0 --bound delays=0 --bound 'keys=["k1"]' --property P1 --format json --out P1.json
        npx dropproof replay P1.json

      Violated: P1
      "
    `);
  });

  it('of a system that holds', () => {
    const asked = { properties: ['P1', 'P2', 'W1', 'deadlock'] };
    expect(textReport(outcomeOf({ preset: 'repaired' }, asked))).toMatchInlineSnapshot(`
      "a small drop that forgets its readers

        system    mini/drop
        preset    repaired
                  checksId=yes order=dropFirst
        bounds    note
                  clients=1 losses=0 copies=0 delays=0 keys=[k1]
        search    breadth-first, exact (whole states are compared, no hashes), 1 worker, no reduction
        explored  every reachable state

      Checked (+) and not checked (-)

        + every state            P1
        + every step             P2
        - quiescent states       nothing asked
        + deadlocks              deadlock
        + witnesses              W1
        - liveness               nothing asked
        - not selected           W2
        - nothing to judge here  P3

      Verdicts

        P1        holds    always     one incarnation per transaction
        P2        holds    neverStep  incarnations only grow
        W1        reached  reachable  a transaction commits
        deadlock  holds    deadlock   no unexpected deadlock

      Search

        explored  17 states, 18 transitions, depth 7, 1 initial state, 3 states without a successor
        cost      1.5 s, 12 k states/s, 64 MB, 47 calls of the model

      Worth a second look

        ! never enabled: network.loses, network.duplicates, network.delays
        ! cells that never changed: config

      Run it again

        npx dropproof check mini/drop --preset repaired --set checksId=yes --set order=dropFirst --bounds note --bound clients=1 --bound losses=0 --bound copies=0 --bound delays=0 --bound 'keys=["k1"]' --property P1 --property P2 --property W1 --property deadlock

      Everything that was checked holds.
      "
    `);
  });

  it('of a search that a limit cut: undecided, never success', () => {
    const cut = outcomeOf({ preset: 'repaired' }, { maxDepth: 2, properties: ['P2', 'W1'] });
    expect(textReport(cut)).toMatchInlineSnapshot(`
      "a small drop that forgets its readers

        system    mini/drop
        preset    repaired
                  checksId=yes order=dropFirst
        bounds    note
                  clients=1 losses=0 copies=0 delays=0 keys=[k1]
        search    breadth-first, exact (whole states are compared, no hashes), 1 worker, no reduction,
                  stops at the first violation
        explored  a part: --max-depth cut the search

      Checked (+) and not checked (-)

        - every state            nothing asked
        + every step             P2
        - quiescent states       nothing asked
        - deadlocks              nothing asked
        + witnesses              W1
        - liveness               nothing asked
        - not selected           P1, W2, deadlock
        - nothing to judge here  P3

      Verdicts

        P2  undecided  neverStep  incarnations only grow
        W1  undecided  reachable  a transaction commits

      Search

        explored  3 states, 2 transitions, depth 2, 1 initial state, 0 states without a successor
        cost      1.5 s, 12 k states/s, 64 MB, 12 calls of the model

      Worth a second look

        ! never enabled (but the search was cut): cpo.recreates, node.handles, client.commits,
          network.loses, network.duplicates, network.delays
        ! cells that never changed (but the search was cut): node(1), toCpo(1), config

      Run it again

        npx dropproof check mini/drop --preset repaired --set checksId=yes --set order=dropFirst --bounds note --bound clients=1 --bound losses=0 --bound copies=0 --bound delays=0 --bound 'keys=["k1"]' --property P2 --property W1

      Undecided (--max-depth): P2, W1
      "
    `);
  });

  it('of a witness that is unreached, told only as a verdict', () => {
    const outcome = outcomeOf({ preset: 'repaired' }, { properties: ['W2'] });
    const unreached = { ...outcome, verdict: 'unreached' } as const;
    expect(textReport(unreached).split('\n').slice(20, 25)).toMatchInlineSnapshot(`
      [
        "",
        "Verdicts",
        "",
        "  W2  unreached  reachable  the collection is absent; report only",
        "",
      ]
    `);
  });
});

describe('a report fits its page', () => {
  it('no line but commands is wider than a narrow terminal', () => {
    const lines = textReport(outcomeOf(), { ...usualOptions, width: 48 }).split('\n');
    const wide = lines.filter((line) => line.length > 48);
    expect(wide.filter((line) => !line.startsWith('  npx dropproof'))).toEqual([]);
  });

  it('emphasis is the caller’s business', () => {
    const tagged = (tag: string) => (text: string) => `<${tag}>${text}</${tag}>`;
    const style: Style = {
      strong: tagged('b'),
      faint: (text) => text,
      good: tagged('good'),
      bad: tagged('bad'),
      doubtful: tagged('doubtful'),
    };
    const report = textReport(outcomeOf(), { ...usualOptions, style, width: 200 });
    expect(report.match(/<\w+>[^<]*<\/\w+>/g)).toMatchInlineSnapshot(`
      [
        "<b>a small drop that forgets its readers</b>",
        "<bad>violated</bad>",
        "<doubtful>undecided</doubtful>",
        "<good>reached</good>",
        "<doubtful>undecided</doubtful>",
        "<doubtful>undecided</doubtful>",
        "<b>P1 is violated after 6 steps: one incarnation per transaction</b>",
        "<bad>So P1 (one incarnation per transaction) is violated</bad>",
        "<doubtful>never enabled (but the search was cut): network.loses, network.duplicates, network.delays</doubtful>",
        "<doubtful>cells that never changed (but the search was cut): config</doubtful>",
        "<bad>Violated: P1</bad>",
      ]
    `);
  });
});

describe('commands can be pasted into a shell', () => {
  it('whatever the properties are called', () => {
    const outcome = outcomeOf({}, { properties: ['P1'] });
    const named = outcome.properties.map((at) => ({ ...at, id: 'one(1, 2)' }));
    const commandsIn = (properties: typeof named) =>
      textReport({ ...outcome, properties })
        .split('\n')
        .filter((line) => line.startsWith('  npx'));
    expect(commandsIn(named).join('\n')).toContain(
      "--property 'one(1, 2)' --format json --out 'one(1, 2).json'",
    );
    const holding = named.map((at) => ({ ...at, verdict: 'holds' as const, trace: null }));
    expect(commandsIn(holding).join('\n')).toMatch(/--property 'one\(1, 2\)'$/);
  });
});
