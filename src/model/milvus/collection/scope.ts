/**
 * The bounds as ids: who is there.
 */
import type { Id } from '../../../spec/ids.ts';
import { ids } from '../../../spec/ids.ts';
import type { Bounds } from './bounds.ts';

export type ProxyId = Id<'proxy'>;
export type ShardId = Id<'shard'>;
export type QueryNodeId = Id<'queryNode'>;
/** An incarnation of the one name; its ordinal says which came first. */
export type CollectionId = Id<'collection'>;
/** 0: a segment as it was flushed; 1: the result of its compaction. */
export type GenerationId = Id<'generation'>;

/** The bounds as domains of ids. */
export interface Scope {
  readonly proxies: readonly ProxyId[];
  readonly shards: readonly ShardId[];
  readonly queryNodes: readonly QueryNodeId[];
  /** The first, and the recreated one. */
  readonly collections: readonly CollectionId[];
  /** Without compaction there is no second generation. */
  readonly generations: readonly GenerationId[];
}

export function scopeOf({ proxies, shards, queryNodes, compactions }: Bounds): Scope {
  return {
    proxies: ids('proxy', proxies),
    shards: ids('shard', shards),
    queryNodes: ids('queryNode', queryNodes),
    collections: ids('collection', 2),
    generations: ids('generation', compactions > 0 ? [0, 1] : [0]),
  };
}
