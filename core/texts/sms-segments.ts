/** GSM 03.38 default alphabet: one unit (septet) each. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** GSM 03.38 extension table: an escape and a letter, two units that are never split. */
const EXTENSION = new Set('\f^{}\\[~]|€')

export type Encoding = 'GSM-7' | 'UCS-2'

export interface Segmentation {
  readonly encoding: Encoding
  /** Septets in GSM-7, UTF-16 units in UCS-2. */
  readonly units: number
  readonly segments: number
}

const LIMIT = {
  'GSM-7': { alone: 160, joined: 153 },
  'UCS-2': { alone: 70, joined: 67 },
} as const

/** True for a character that costs one septet in a GSM-7 text. */
export const isBasicGsm = (character: string): boolean => BASIC.has(character)

/** The units and segments of a text. An empty text is billed as one segment. */
export const segments = (text: string): Segmentation => {
  const characters = [...text]
  const encoding: Encoding = characters.every((c) => BASIC.has(c) || EXTENSION.has(c)) ? 'GSM-7' : 'UCS-2'
  const sizes = characters.map((c) => (encoding === 'UCS-2' ? c.length : BASIC.has(c) ? 1 : 2))
  const units = sizes.reduce<number>((sum, size) => sum + size, 0)
  const { alone, joined } = LIMIT[encoding]
  if (units <= alone) return { encoding, units, segments: 1 }
  let count = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > joined) {
      count += 1
      used = 0
    }
    used += size
  }
  return { encoding, units, segments: count }
}
