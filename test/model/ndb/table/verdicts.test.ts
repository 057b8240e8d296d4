/**
 * The verdicts that the reference expects of the whole (9), and what opens between its parts. Verdicts are what the
 * search finds.
 */
import { describe } from 'vitest';
import { ndbTable } from '../../../../src/model/ndb/table/system.ts';
import { stage } from '../stage.ts';
import { all, create, laterDrop, noteDrop, operate } from './story.ts';

const { tellEach } = stage(ndbTable);

const begins = ['client.starts(1, 1)', 'client.defines(1)'];
const begins2 = ['client.starts(1, 2)', 'client.defines(1)'];

describe('a drop ends, and its caller is answered', () => {
  const masterDies = ['ddl.opens', 'dict.handlesDrop', 'fault.crashes(1)', 'node.hears(2, 1)'];
  const story = 'the master dies in the first round, and nobody goes on';
  tellEach(
    ['note-literal', 'code-5.1'].flatMap((variant) =>
      ['drop-ends', 'ddl-answered', 'nobody-shut-out'].map((property) => ({
        property,
        variant,
        bounds: 'small',
        finds: 'short' as const,
        story,
        steps: masterDies,
      })),
    ),
  );
  tellEach([
    {
      property: 'drop-ends',
      variant: 'note + nf=waitsOnly',
      bounds: 'failures',
      finds: 'short',
      story: 'the master waits for the confirmation of a dead node, which waits for its DICT lock',
      steps: [
        'ddl.opens',
        'dict.handlesDrop',
        'fault.crashes(2)',
        'node.takesReq(1)',
        'dict.counts(1)',
        'node.hears(1, 2)',
      ],
    },
    {
      property: 'drop-ends',
      variant: 'repaired + read=lock + tcTakeover=off',
      bounds: 'small',
      finds: 'long',
      story: 'the TC of a transaction died; what it has running at an LQH holds the drop for ever',
    },
  ]);
});

describe('requirement 1, across the nodes', () => {
  tellEach([
    {
      property: 'one-table-per-txn',
      variant: 'code-later',
      bounds: 'tiny',
      finds: 'long',
      story: 'a committed read, drop, create, a refreshed cache, an operation on the new table',
      steps: [
        ...begins,
        ...operate(1, 1),
        'api.forgets(1)',
        ...all(laterDrop([1])),
        ...create([1]),
        'client.defines(1)',
        ...operate(1, 1),
      ],
    },
    {
      property: 'no-stale-execution',
      variant: 'repaired + identity=id',
      bounds: 'two',
      finds: 'long',
      story: 'a handle of the first table runs on the second',
      steps: [...begins2, ...all(laterDrop([1, 2])), ...create([1, 2]), ...operate(2, 1)],
    },
    {
      property: 'no-stale-execution',
      variant: 'repaired + links=split + lqhCheck=off',
      bounds: 'two',
      finds: 'long',
      story: 'a late LQHKEYREQ of the first table lands in the second, and only TC had compared',
      steps: [
        ...begins2,
        'tc.admits(1, 1)',
        ...all(laterDrop([1, 2])),
        ...create([1, 2]),
        'lqh.takesKey(1, 2)',
      ],
    },
    {
      property: 'no-stale-execution',
      variant: 'repaired + links=split',
      bounds: 'two',
      finds: 'holds',
      story: 'LQH compares too (1227)',
    },
  ]);
});

describe('"Wait for running operations"', () => {
  const lastWords = 'lqh.releases(1)';
  const runs = [...begins, ...operate(1, 1)];
  const { prepare, lqh, tc, dih } = noteDrop([1]);
  // Nobody is asked, so nobody answers.
  const isAsked = (step: string) => /takesWait|answers|takesConf/.test(step);
  const nobody = [...prepare, ...lqh, ...tc, ...dih].filter((step) => !isAsked(step));
  const marked = laterDrop([1]);
  const steps = [...marked.prepare, ...marked.decide, ...marked.mark];
  const row = {
    property: 'release-when-idle',
    bounds: 'tiny',
    finds: 'long',
    story: 'an operation runs; all are marked; nobody waits; step 7 frees its fragment',
  } as const;
  tellEach([
    {
      ...row,
      variant: 'note + waits=off + read=lock',
      steps: [...runs, ...nobody, 'dict.advances', 'node.takesReq(1)', lastWords],
    },
    {
      ...row,
      variant: 'repaired + waits=off + read=lock',
      steps: [...runs, ...steps, 'dict.advances', 'node.takesReq(1)', lastWords],
    },
    {
      property: 'op-has-fragment',
      variant: 'note + lqhMark=off + links=split + read=lock',
      bounds: 'two',
      finds: 'long',
      story: 'a late LQHKEYREQ lands after all WAITs were answered',
      steps: [
        ...begins2,
        'tc.admits(1, 1)',
        ...Object.values(noteDrop([1, 2]))
          .slice(0, 4)
          .flat(),
        'lqh.takesKey(1, 2)',
        'dict.advances',
        'node.takesReq(1)',
        lastWords,
      ],
    },
  ]);
});

describe('"secured but not yet completed"', () => {
  const cut = ['fault.powerFails', 'restart.system(2)'];
  tellEach([
    {
      property: 'secured-means-gone',
      variant: 'note + restartMaster=any',
      bounds: 'small',
      finds: 'medium',
      story: 'the node that was down when the drop was reported leads the restart',
      steps: [
        'ddl.opens',
        'dict.handlesDrop',
        'fault.crashes(2)',
        'node.takesReq(1)',
        'node.hears(1, 2)',
        'dict.counts(1)',
        'dict.reports',
        ...cut,
      ],
    },
    {
      property: 'secured-means-gone',
      variant: 'repaired + reportPoint=afterPrepare',
      bounds: 'failures',
      finds: 'medium',
      story: 'prepared by all but undecided, so that the restart brings the table back',
      steps: [...laterDrop([1, 2]).prepare, 'dict.reports', ...cut],
    },
    {
      property: 'secured-means-gone',
      variant: 'repaired + reportPoint=afterDecide',
      bounds: 'failures',
      finds: 'holds',
      story: 'the early report that the later code could make',
    },
    {
      property: 'aborted-means-back',
      variant: 'repaired + takeover=byEffect',
      bounds: 'failures',
      finds: 'long',
      story:
        'a node has decided, the master dies, the undo is in memory only; then the power fails',
    },
    {
      property: 'aborted-means-back',
      variant: 'repaired + takeover=byEffect + abortDurable=yes',
      bounds: 'failures',
      finds: 'holds',
      story: 'the undo is written into the schema file',
    },
  ]);
});

describe('"no risk of different behaviour"', () => {
  tellEach([
    {
      property: 'nodes-agree',
      variant: 'repaired + nodeLock=off',
      bounds: 'failures',
      finds: 'long',
      story: 'a node starts while the drop runs, with a table that is gone when it joins',
    },
    {
      property: 'versions-agree',
      variant: 'repaired + counter=lost',
      bounds: 'medium',
      finds: 'long',
      story: 'the node that restarts after the drop has forgotten the version that others keep',
    },
    {
      property: 'no-stale-execution',
      variant: 'repaired + counter=lost',
      bounds: 'medium',
      finds: 'long',
      story: 'with that node as the master, the next table gets the version of the first',
    },
  ]);
});

describe('a retried drop', () => {
  tellEach([
    {
      property: 'drop-what-you-opened',
      variant: 'repaired + dropRetry=byName',
      bounds: 'medium',
      finds: 'long',
      story: 'the answer is lost with the master; asked again, the drop takes the new table',
    },
    {
      property: 'drop-what-you-opened',
      variant: 'repaired',
      bounds: 'medium',
      finds: 'holds',
      story: 'the retried drop meets another version, and gives up',
    },
  ]);
});

describe('abort add table, "as the local part of a drop"', () => {
  tellEach(
    (['lcp-has-fragment', 'lcp-round-ends'] as const).map((property) => ({
      property,
      variant: 'repaired + enableAt=add',
      bounds: 'add-lcp',
      finds: 'long',
      story: 'a checkpoint of a table that is not yet decided outlives the abort of its creation',
    })),
  );
});
