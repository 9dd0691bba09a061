import codes from './calling-codes.json' with { type: 'json' }

interface Numbering {
  readonly country: string
  /** How its numbers begin, if several countries share a calling code. Absent: all the others. */
  readonly begins?: string
}

const numbering: Readonly<Record<string, readonly Numbering[]>> = codes

/** No calling code is longer, and none begins with another one. */
const LONGEST = 3

const begin = ({ begins }: Numbering, national: string): boolean =>
  begins !== undefined && new RegExp(`^(?:${begins})`).test(national)

/**
 * The country of a number in E.164, in two capital letters; territories without numbers of their own count as the
 * country whose numbers they share. undefined: no country, such as satellite phones. After libphonenumber 1.13, whose
 * own tables are thirty times as large.
 */
export const countryOfPhone = (phone: string): string | undefined => {
  for (let length = 1; length <= LONGEST; length += 1) {
    const sharing = numbering[phone.slice(1, 1 + length)]
    if (sharing === undefined) continue
    const national = phone.slice(1 + length)
    const found =
      sharing.find((one) => begin(one, national)) ?? sharing.find(({ begins }) => begins === undefined)
    return found?.country
  }
  return undefined
}
