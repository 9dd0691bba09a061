import type { Rotation } from './rotate-lookups.ts'

/** For the person who runs it. */
export const rotationWords = (rotation: Rotation): string => {
  switch (rotation.step) {
    case 'announced':
      return `A new key is announced. Everybody knows it by ${rotation.callAgainAt}: run this again then.`
    case 'moved':
      return `Everybody is found under the new key; ${rotation.moved} items moved now. The older key is kept for what ends by itself: run this again after ${rotation.callAgainAt} to drop it.`
    case 'done':
      return `The older key is gone; ${rotation.moved} items moved now. Nothing more to do.`
  }
}
