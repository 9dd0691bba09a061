/** Never empty, so that one can be drawn. */
export type Words = readonly [string, ...string[]]

/** Written as `one|two|three`. */
export const words = (listed: string): Words => {
  const [first = '', ...rest] = listed.split('|')
  return [first, ...rest]
}
