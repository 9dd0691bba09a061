import fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import { describe, expect, it } from 'vitest'
import { segments } from '../../../core/texts/sms-segments.ts'

const GSM = [...'@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà']
const EXTENDED = [...'^{}\\[~]|€']
const CHINESE = [...'六清体温回复，。【】℃']
const OUTSIDE = ['😀', '𠮷', '“', 'ç', 'Ł', '`']

const oracle = (text: string) => {
  const message = new SegmentedMessage(text)
  const encoding = message.getEncodingName()
  return {
    encoding,
    units: message.messageSize / (encoding === 'GSM-7' ? 7 : 16),
    segments: message.segmentsCount,
  }
}

const textOf = (alphabet: string[]) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength: 500 }).map((characters) => characters.join(''))

describe('the segment count', () => {
  it.each([
    ['GSM-7', GSM],
    ['GSM-7 with its extension', [...GSM, ...EXTENDED]],
    ['Chinese', CHINESE],
    ['mixed', [...GSM, ...EXTENDED, ...CHINESE, ...OUTSIDE]],
  ])('agrees with a published calculator on %s texts', (_, alphabet) => {
    fc.assert(
      fc.property(textOf(alphabet), (text) => {
        expect(segments(text)).toEqual(oracle(text))
      }),
      { numRuns: 300 },
    )
  })

  it('fills one Chinese segment with 70 characters and joins parts of 67', () => {
    expect(segments('清'.repeat(70))).toEqual({ encoding: 'UCS-2', units: 70, segments: 1 })
    expect(segments('清'.repeat(71))).toEqual({ encoding: 'UCS-2', units: 71, segments: 2 })
    expect(segments('清'.repeat(135)).segments).toBe(3)
  })

  it('fills one Latin segment with 160 characters and joins parts of 153', () => {
    expect(segments('a'.repeat(160))).toEqual({ encoding: 'GSM-7', units: 160, segments: 1 })
    expect(segments('a'.repeat(306)).segments).toBe(2)
    expect(segments('a'.repeat(307)).segments).toBe(3)
  })

  it('counts a euro sign twice and never parts it at the end of a segment', () => {
    expect(segments('€').units).toBe(2)
    expect(segments(`${'a'.repeat(152)}€${'a'.repeat(152)}`).segments).toBe(3)
  })

  it('never parts an emoji at the end of a segment', () => {
    expect(segments(`${'清'.repeat(66)}😀${'清'.repeat(66)}`).segments).toBe(3)
  })

  it('bills an empty text as one segment', () => {
    expect(segments('')).toEqual({ encoding: 'GSM-7', units: 0, segments: 1 })
  })
})
