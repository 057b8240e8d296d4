import { describe, expect, it } from 'vitest';
import { cli } from './harness.ts';

describe('check --graph: how a cell changes', () => {
  const check = 'check mini/drop --graph cpo.phase';

  it('as text, over every reachable state, whatever is violated', async () => {
    const { stdout, exitCode } = await cli(check);
    expect(exitCode).toBe(10);
    expect(
      stdout.slice(stdout.indexOf('How'), stdout.indexOf('\n\nSearch')),
    ).toMatchInlineSnapshot(`
      "How cpo.phase changes: 2 values

        live (at the start)
          → dropping: cpo.drops (3 steps)
        dropping
          → live: cpo.recreates (3 steps)"
    `);
  });

  it('as a state diagram', async () => {
    const { stdout } = await cli(`${check} --format mermaid`);
    expect(stdout).toMatchInlineSnapshot(`
      "---
      title: "cpo.phase"
      ---
      stateDiagram-v2
        state "live" as s0
        state "dropping" as s1
        [*] --> s0
        s0 --> s1: cpo.drops
        s1 --> s0: cpo.recreates
      "
    `);
  });

  it('and never of a cell that there is not', async () => {
    expect(await cli('check mini/drop --graph node(2)')).toMatchObject({
      exitCode: 64,
      stderr: expect.stringContaining("unknown cell 'node(2)'. Did you mean 'node(1)'?"),
    });
  });
});

describe('show --format mermaid: who sends what to whom', () => {
  it('roles are nodes, channels are edges with the verbs seen in them', async () => {
    const { exitCode, stdout, stderr } = await cli('show mini/drop --format mermaid');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "---
      title: "mini/drop: who sends what to whom"
      ---
      flowchart LR
        r0["cpo"]
        r1["node"]
        others("without messages<br/>client")
        r0 -->|"toNode<br/>ASSIGN, OFFLOAD"| r1
        r1 -->|"toCpo<br/>DONE"| r0
      "
    `);
  });
});
