import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from './harness.ts';

const folder = mkdtempSync(join(tmpdir(), 'dropproof-'));
const recorded = await cli('check mini/drop --bounds lossy --keep-going --format json');

/** The parts of an outcome that the tests edit. */
interface Editable {
  system: string;
  variant: Record<string, string>;
  bounds: Record<string, unknown>;
  properties: {
    trace: {
      initial: Record<string, unknown>;
      steps: {
        instance: string;
        changes: { cell: string; before: unknown; after: unknown }[];
      }[];
    } | null;
  }[];
}

type Edit = (outcome: Editable) => unknown;

/** Replays the recorded outcome after an edit; file names are made short. */
async function replay(edit: Edit, options = '') {
  const outcome = JSON.parse(recorded.stdout);
  const edited = edit(outcome) ?? outcome;
  const file = join(folder, 'trace.json');
  writeFileSync(file, typeof edited === 'string' ? edited : JSON.stringify(edited));
  const words = options === '' ? [] : options.split(' ');
  const { exitCode, stdout, stderr } = await cli(['replay', file, ...words]);
  return { exitCode, stdout, stderr: stderr.replaceAll(`${folder}/`, '') };
}

const asRecorded = () => undefined;

/** The trace of P1, to be edited. */
function traceIn(outcome: Editable) {
  const trace = outcome.properties[0]?.trace;
  if (!trace) throw new Error('the fixture violates P1');
  return trace;
}

describe('replay: re-run a trace against today’s model', () => {
  it('agrees: the story as it goes today, exit code 0', async () => {
    const { exitCode, stdout, stderr } = await replay(asRecorded);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "P1 is violated after 6 steps: one incarnation per transaction
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

      Agrees: all 6 steps as recorded, and P1 is violated.
      "
    `);
  });

  it('the replayed story can be had in any format', async () => {
    const { exitCode, stdout, stderr } = await replay(asRecorded, '--format html');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: 'Agrees: all 6 steps as recorded, and P1 is violated.\n',
    });
    expect(stdout).toContain(
      '<h2>P1 is violated after 6 steps: one incarnation per transaction</h2>',
    );
    const differs = await replay((outcome) => void traceIn(outcome).steps.pop(), '--format html');
    expect({ ...differs, stderr: differs.stderr.slice(0, 8) }).toEqual({
      exitCode: 30,
      stdout: '',
      stderr: 'Differs:',
    });
  });

  it('--property chooses among several, a deadlock too', async () => {
    const { exitCode, stdout } = await replay(asRecorded, '--property deadlock');
    expect({ exitCode, end: stdout.split('\n').slice(-5) }).toMatchInlineSnapshot(`
      {
        "end": [
          "",
          "  So deadlock (no unexpected deadlock) is violated: no action is enabled.",
          "",
          "Agrees: all 4 steps as recorded, and deadlock is violated.",
          "",
        ],
        "exitCode": 0,
      }
    `);
  });

  it('--system says where the system is, if not in the catalogue', async () => {
    expect(await replay(asRecorded, '--system ./miniDrop.ts')).toMatchObject({ exitCode: 0 });
  });
});

describe('replay: "say where it first differs", exit code 30', () => {
  const differs = async (edit: Edit) => {
    const { exitCode, stdout, stderr } = await replay(edit);
    expect({ exitCode, stderr }).toEqual({ exitCode: 30, stderr: '' });
    return stdout;
  };

  it('a step is disabled', async () => {
    const out = await differs((outcome) => void traceIn(outcome).steps.splice(2, 1));
    expect(out).toMatchInlineSnapshot(`
      "Differs: step 3, cpo.recreates, is disabled today; it reads cpo = {phase: dropping, inc: 1},
      toCpo(1) = []
      "
    `);
  });

  it('a step is unknown', async () => {
    const out = await differs((outcome) => {
      for (const step of traceIn(outcome).steps) {
        step.instance = step.instance.replace('node.handles', 'node.handle');
      }
    });
    expect(out).toMatchInlineSnapshot(`
      "Differs: step 3, unknown instance 'node.handle(1)'. Did you mean 'node.handles(1)'? Known:
      cpo.drops, cpo.recreates, node.handles(1), client.reads(1), client.commits(1),
      network.loses(toNode(1)), network.duplicates(toNode(1)), network.delays(toNode(1)).
      "
    `);
  });

  it('a step changes something else', async () => {
    const out = await differs((outcome) => {
      const change = traceIn(outcome).steps[0]?.changes[0];
      if (change) change.after = { phase: 'dropping', inc: 7 };
    });
    expect(out).toMatchInlineSnapshot(`
      "Differs: step 1, cpo.drops: cpo was changed from {phase: live, inc: 1} to {phase: dropping, inc: 7};
      today it is changed from {phase: live, inc: 1} to {phase: dropping, inc: 1}
      "
    `);
  });

  it('a step no longer changes a cell', async () => {
    const out = await differs((outcome) => {
      traceIn(outcome).steps[0]?.changes.push({ cell: 'config', before: ['a'], after: ['b'] });
    });
    expect(out).toMatchInlineSnapshot(`
      "Differs: step 1, cpo.drops: config was changed from [a] to [b]; today it is not changed
      "
    `);
  });

  it('the start is another one', async () => {
    const out = await differs((outcome) => {
      traceIn(outcome).initial.config = ['b'];
    });
    expect(out).toMatchInlineSnapshot(`
      "Differs: at the start, config was [b]; today it is [a]
      "
    `);
  });

  it('a cell is gone', async () => {
    const out = await differs((outcome) => {
      traceIn(outcome).initial.gone = 1;
    });
    expect(out).toMatchInlineSnapshot(`
      "Differs: at the start, gone was 1; today it is no longer there
      "
    `);
  });

  it('the property is no longer violated', async () => {
    const out = await differs((outcome) => void traceIn(outcome).steps.pop());
    expect(out).toMatchInlineSnapshot(`
      "Differs: after all steps as recorded, P1 has nothing to judge
      "
    `);
  });

  it('the property is gone, or of another kind', async () => {
    const edited = (change: object) =>
      differs((outcome) => void Object.assign(outcome.properties[0] ?? {}, change));
    expect([
      await edited({ id: 'P99' }),
      await edited({ kind: 'quiescent' }),
    ]).toMatchInlineSnapshot(`
      [
        "Differs: after all steps as recorded, there is no property P99
      ",
        "Differs: after all steps as recorded, P1 is always, and was quiescent
      ",
      ]
    `);
  });
});

describe('replay: a file that cannot be replayed is a usage error', () => {
  it.each<readonly [string, Edit, string]>([
    ['no JSON', () => recorded.stdout.slice(0, 1000), ''],
    ['another format', () => ({ format: 'coverage/summary' }), ''],
    ['no outcome at all', () => '[1]', ''],
    ['a newer version', (outcome) => ({ ...outcome, version: 2 }), ''],
    ['a field is missing', (outcome) => void Reflect.deleteProperty(outcome, 'variant'), ''],
    [
      'a step is damaged',
      (outcome) => void Object.assign(traceIn(outcome).steps[1] ?? {}, { ids: 5 }),
      '',
    ],
    ['no violation in it', (outcome) => ({ ...outcome, properties: [] }), ''],
    ['no such property', asRecorded, '--property P8'],
    ['no trace of that property', asRecorded, '--property W1'],
    ['a system that is unknown', (outcome) => ({ ...outcome, system: 'mini/dorp' }), ''],
    [
      'a trace of another system',
      (outcome) => ({ ...outcome, system: 'x' }),
      '--system ./miniDrop.ts',
    ],
    ['another variant: preset', asRecorded, '--preset repaired'],
    ['another variant: switch', asRecorded, '--set checksId=yes'],
    ['other bounds: set', asRecorded, '--bounds note'],
    ['other bounds: value', asRecorded, '--bound clients=2'],
    ['a switch that is gone', (outcome) => void Object.assign(outcome.variant, { old: 'x' }), ''],
    [
      'a switch that is new',
      (outcome) => void Reflect.deleteProperty(outcome.variant, 'order'),
      '',
    ],
    [
      'an option that is gone',
      (outcome) => void Object.assign(outcome.variant, { order: 'x' }),
      '',
    ],
    ['a preset that is gone', (outcome) => ({ ...outcome, preset: 'tomorow' }), ''],
    ['a bound that is gone', (outcome) => void Object.assign(outcome.bounds, { nodes: 1 }), ''],
  ])('%s', async (_what, edit, options) => {
    const { exitCode, stdout, stderr } = await replay(edit, options);
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' });
    expect(stderr).toMatchSnapshot();
  });

  it('no such file', async () => {
    expect(await cli('replay nowhere.json')).toEqual({
      exitCode: 64,
      stdout: '',
      stderr: 'dropproof: cannot read nowhere.json: there is no such file or folder\n',
    });
  });
});
