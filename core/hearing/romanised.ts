import sounds from './lexicon/name-sounds.json' with { type: 'json' }

const soundOf = new Map(Object.entries(sounds))

/** How a Chinese name of two or three characters is written in Latin letters: `wang jianguo`, `jianguo`. Empty: not known. */
export const romanised = (name: string): string[] => {
  const written = [...name].map((character) => soundOf.get(character))
  if (written.some((sound) => sound === undefined)) return []
  const [family = '', ...given] = written
  return [`${family} ${given.join('')}`, ...(given.length > 1 ? [given.join('')] : [])]
}
