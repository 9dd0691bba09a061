import type { Rotation } from './rotate-lookups.ts'

const NAMED = 20

const named = (keys: readonly string[]): string =>
  keys.slice(0, NAMED).join(', ') + (keys.length > NAMED ? ', ...' : '')

/** For the person who runs it. */
export const rotationWords = (rotation: Rotation): string => {
  switch (rotation.step) {
    case 'announced':
      return `A new key is announced. Everybody knows it by ${rotation.callAgainAt}: run this again then.`
    case 'moved':
      if (rotation.left.length > 0)
        return `${rotation.moved} items moved now. ${rotation.left.length} could not be read and are found under the older key only, which is kept: ${named(rotation.left)}. The runbook says how they are mended; then run this again.`
      return `Everybody is found under the new key; ${rotation.moved} items moved now. The older key is kept for what ends by itself: run this again after ${rotation.callAgainAt} to drop it.`
    case 'done':
      return `The older key is gone; ${rotation.moved} items moved now. Nothing more to do.`
  }
}
