import * as z from 'zod/mini'
import type { Language } from '../../../core/community/community.ts'
import type { Relation } from '../../../core/person/person.ts'
import { type Category, type Flags, Registration } from '../../../core/person/registration.ts'
import { parseDegrees } from '../../i18n/temperature.ts'

/** The address of the household, as it is typed. */
export interface TypedAddress {
  readonly grid: string
  readonly building: string
  readonly unit: string
  readonly room: string
}

/** One member of the household, as it is typed. */
export interface TypedMember {
  readonly key: string
  readonly name: string
  readonly phone: string
  readonly documentNumber: string
  readonly language: Language
  readonly relation: Relation | ''
  readonly category: Category | ''
  readonly origin: string
  readonly arrivedOn: string
  readonly arrivedAt: string
  readonly lastExposure: string
  readonly baseline: string
  readonly commitmentSignedOn: string
  readonly flags: Flags
}

export const newMember = (language: Language, today: string): TypedMember => ({
  key: crypto.randomUUID(),
  name: '',
  phone: '',
  documentNumber: '',
  language,
  relation: '',
  category: '',
  origin: '',
  arrivedOn: today,
  arrivedAt: '',
  lastExposure: '',
  baseline: '',
  commitmentSignedOn: '',
  flags: { livesAlone: false, over70: false, child: false, chronic: false, pregnant: false },
})

/** The next member of a household: same arrival and address as the first. */
export const nextMember = (
  first: TypedMember | undefined,
  language: Language,
  today: string,
): TypedMember => {
  const fresh = newMember(language, today)
  if (first === undefined) return fresh
  const { category, origin, arrivedOn, arrivedAt, lastExposure } = first
  return { ...fresh, language: first.language, category, origin, arrivedOn, arrivedAt, lastExposure }
}

/** The phone in any usual format: the API checks it for each country. */
const Form = z.extend(Registration, {
  person: z.extend(Registration.shape.person, { phone: z.optional(z.string().check(z.maxLength(40))) }),
})
export type Form = z.infer<typeof Form>

const given = (typed: string): string | undefined => (typed.trim() === '' ? undefined : typed.trim())

/** undefined if the typed text is no temperature. The schema does not see it then. */
const tenthsIn = (typed: string): number | undefined => {
  const degrees = parseDegrees(typed)
  return degrees === undefined ? undefined : Math.round(degrees * 10)
}

const isNoTemperature = ({ baseline }: TypedMember): boolean =>
  baseline.trim() !== '' && parseDegrees(baseline) === undefined

const formOf = (address: TypedAddress, typed: TypedMember): object => ({
  person: {
    name: typed.name,
    phone: given(typed.phone),
    documentNumber: given(typed.documentNumber),
    language: typed.language,
    relation: given(typed.relation),
  },
  address: { ...address, grid: given(address.grid) },
  category: given(typed.category),
  origin: given(typed.origin),
  arrivedAt: { date: given(typed.arrivedOn), time: given(typed.arrivedAt) },
  lastExposure: given(typed.lastExposure),
  flags: typed.flags,
  baselineTenths: tenthsIn(typed.baseline),
  commitmentSignedOn: given(typed.commitmentSignedOn),
})

export type ReadMember =
  | { readonly form: Form }
  | { readonly issues: readonly z.core.$ZodIssue[]; readonly noTemperature: boolean }

/** The typed values as a registration, or all their errors. */
export const readMember = (address: TypedAddress, typed: TypedMember): ReadMember => {
  const parsed = Form.safeParse(formOf(address, typed))
  const noTemperature = isNoTemperature(typed)
  if (parsed.success && !noTemperature) return { form: parsed.data }
  return { issues: parsed.success ? [] : parsed.error.issues, noTemperature }
}
