/**
 * Degrees Celsius as people type them on a phone: `36.5`, `36,5`, `３６。５`, `36度5`. undefined: no body temperature, or
 * none that can be read without doubt.
 */
export const degreesIn = (typed: string): number | undefined => {
  const plain = typed
    .normalize('NFKC')
    .trim()
    .replace(/\s*(?:°?c|℃|度)$/i, '')
    .replace(/[,。、度]/, '.')
  if (!/^\d{2}(?:\.\d)?$/.test(plain)) return undefined
  const degrees = Number(plain)
  return degrees >= 34 && degrees <= 43 ? degrees : undefined
}
