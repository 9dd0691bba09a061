import type { Words } from './language.tsx'

/** `36.5 °C`. */
export const formatDegrees = (tenths: number): string => `${(tenths / 10).toFixed(1)} °C`

/**
 * Degrees Celsius as people type them on a phone: `36.5`, `36,5`, `３６。５`, `36度5`. undefined: no body temperature, or
 * an ambiguous one.
 */
export const parseDegrees = (typed: string): number | undefined => {
  const plain = typed
    .normalize('NFKC')
    .trim()
    .replace(/\s*(?:°?c|℃|度)$/i, '')
    .replace(/[,。、度]/, '.')
  if (!/^\d{2}(?:\.\d)?$/.test(plain)) return undefined
  const degrees = Number(plain)
  return degrees >= 34 && degrees <= 43 ? degrees : undefined
}

export const temperatureWrong: Words<string> = {
  en: 'Expected 34.0 to 43.0, such as 36.5',
  'zh-CN': '应为 34.0 至 43.0，如 36.5',
}
