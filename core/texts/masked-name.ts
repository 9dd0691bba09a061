/** A name for somebody who should not learn it: the family can still tell who is meant. `王*明`, `*明`, `Anna M.` */
export const maskedName = (name: string): string => {
  const trimmed = name.trim()
  const [first = '', ...others] = trimmed.split(/\s+/)
  if (/^\p{Script=Latin}/u.test(first))
    return [first, ...others.map((word) => `${[...word][0] ?? ''}.`)].join(' ')
  const signs = [...trimmed.replace(/\s+/g, '')]
  const last = signs.at(-1) ?? ''
  if (signs.length < 3) return `*${last}`
  return `${signs[0] ?? ''}*${last}`
}
