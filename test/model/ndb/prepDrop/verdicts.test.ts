/**
 * The verdicts that the reference expects of this model (9). Verdicts are what the search finds.
 */
import { describe, expect, it } from 'vitest';
import { ndbPrepDrop } from '../../../../src/model/ndb/prepDrop/system.ts';
import { stage } from '../stage.ts';
import {
  confirms,
  ends,
  marksLqh,
  prepares,
  releases,
  tellsDih,
  tellsRelease,
  tellsTc,
  waits,
} from './drop.ts';

const { tellEach, broken } = stage(ndbPrepDrop);

describe('the note and the later code keep all promises', () => {
  it.each([
    ['note', ['tiny', 'small', 'small-lcp', 'medium']],
    ['note + links=split', ['tiny', 'small', 'small-lcp']],
    ['code-later', ['tiny', 'small', 'small-lcp', 'medium']],
  ])('%s: the LQH mark alone, or waiting in LQH alone, is enough', (variant, bounds) => {
    expect(bounds.flatMap((name) => broken(variant, name))).toEqual([]);
  });
});

describe('"Wait for running operations"', () => {
  const nobodyWaits = {
    variant: 'note + waits=off',
    bounds: 'tiny',
    finds: 'long',
    story: 'an operation runs; all are marked; nobody waits; step 7 frees its fragment',
    steps: [
      'client.asks(1, 1, 1)',
      'lqh.takesKey(1, 1)',
      ...prepares,
      ...marksLqh,
      ...tellsTc,
      ...confirms('TC'),
      ...tellsDih,
      ...confirms('DIH'),
      ...tellsRelease,
      'lqh.releases(1)',
    ],
  } as const;
  const lateKey = {
    property: 'op-has-fragment',
    variant: 'note + lqhMark=off + links=split',
    finds: 'long',
    story: 'a late LQHKEYREQ lands after all WAITs were answered',
  } as const;
  tellEach([
    { ...nobodyWaits, property: 'op-has-fragment' },
    { ...nobodyWaits, property: 'release-when-idle' },
    {
      property: 'op-has-fragment',
      variant: 'note + lqhMark=off',
      bounds: 'small',
      finds: 'holds',
      story: "FIFO: a TC's WAIT cannot overtake its own LQHKEYREQ",
    },
    {
      property: 'wait-conf-honest',
      variant: 'note + lqhMark=off',
      bounds: 'small',
      finds: 'long',
      story: "LQH vouches to one TC, then accepts another TC's earlier operation",
      steps: [
        'dict.starts',
        'node.takesReq(1)',
        'node.takesReq(2)',
        'dict.counts(1)',
        'dict.counts(2)',
        'dict.advances',
        'node.takesReq(1)',
        'client.asks(1, 1, 1)',
        'node.takesReq(2)',
        'dict.counts(1)',
        'dict.counts(2)',
        'dict.advances',
        'node.takesReq(2)',
        'lqh.takesWait(1, 2)',
        'lqh.answers(1, TC, 2)',
        'lqh.takesKey(1, 1)',
      ],
    },
    {
      ...lateKey,
      bounds: 'tiny',
      steps: [
        'client.asks(1, 1, 1)',
        ...prepares,
        ...marksLqh,
        ...tellsTc,
        ...waits('TC'),
        ...tellsDih,
        ...waits('DIH'),
        ...tellsRelease,
        'lqh.takesKey(1, 1)',
        'lqh.releases(1)',
      ],
    },
    { ...lateKey, bounds: 'small' },
  ]);
});

describe('"new LCP_FRAG_ORD gets replied directly w.o actually checkpointing the fragment"', () => {
  tellEach([
    {
      property: 'lcp-has-fragment',
      variant: 'note + lcpWait=off',
      bounds: 'tiny',
      finds: 'long',
      story: 'WAIT looks at operations only; the fragment goes under the checkpoint',
      steps: [
        'dih.beginsLcp',
        'dih.orders(1)',
        'lqh.takesOrd(1)',
        ...prepares,
        ...marksLqh,
        ...tellsTc,
        ...waits('TC'),
        ...tellsDih,
        ...waits('DIH'),
        ...tellsRelease,
        'lqh.releases(1)',
      ],
    },
    {
      property: 'lcp-round-ends',
      variant: 'note + lcpAnswer=silent',
      bounds: 'tiny',
      finds: 'long',
      story: 'an order for a marked table is swallowed; the round waits for ever',
      steps: [
        'client.asks(1, 1, 1)',
        'lqh.takesKey(1, 1)',
        'client.ends(1)',
        ...prepares,
        ...marksLqh,
        'dih.beginsLcp',
        'dih.orders(1)',
        'lqh.takesOrd(1)',
        ...tellsTc,
        ...waits('TC'),
        ...tellsDih,
        ...waits('DIH'),
        ...tellsRelease,
        ...releases,
        ...ends,
      ],
    },
  ]);
});

describe('"Wait for CONF (including NF-handling)"', () => {
  const participantDies = {
    variant: 'note-literal',
    bounds: 'small',
    finds: 'short',
    story: 'a participant dies in a round of DICT, which waits for it for ever (bug 14787522)',
    steps: [
      'dict.starts',
      'fault.crashes(2)',
      'node.takesReq(1)',
      'node.hears(1, 2)',
      'dict.counts(1)',
    ],
  } as const;
  tellEach([
    { ...participantDies, property: 'drop-ends' },
    { ...participantDies, property: 'all-nodes-dropped' },
    {
      property: 'drop-ends',
      variant: 'note + opsEnd=maybe',
      bounds: 'tiny',
      finds: 'medium',
      story: 'a transaction that never ends holds the drop for ever',
      steps: [
        'client.asks(1, 1, 1)',
        'lqh.takesKey(1, 1)',
        ...prepares,
        ...marksLqh,
        ...tellsTc,
        'lqh.takesWait(1, 1)',
      ],
    },
  ]);
});
