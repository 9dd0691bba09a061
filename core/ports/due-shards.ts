import type { Key } from './store.ts'

/**
 * The due index has shards, so that no single partition takes the next instant of everybody. Their number is a setting
 * of the stage, and may only grow: an item stands in the shard that it was written to, and readers look at all shards up
 * to the number, so items written under a smaller one are still found. Each moves with its next write.
 */
export const dueShard = (number: number): string => `DUE#${number}`

/** Locally. No stage has fewer, so whoever writes without knowing the number is found. */
export const FEWEST_DUE_SHARDS = 8

/** FNV-1a. */
const hashOf = (text: string): number => {
  let hash = 2166136261
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
  return hash >>> 0
}

/** The shard for an item, of so many. */
export const dueShardOf = ({ pk, sk }: Key, shards: number): string =>
  dueShard(hashOf(`${pk} ${sk}`) % shards)

/** All of so many. */
export const dueShards = (shards: number): string[] =>
  Array.from({ length: shards }, (_, each) => dueShard(each))
