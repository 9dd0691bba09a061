import type * as z from 'zod/mini'
import type { CorrectionBody } from '../../../../api/endpoints/corrections.ts'
import { GridId } from '../../../../core/ids.ts'
import type { Category, Flags } from '../../../../core/person/registration.ts'
import { LocalDate, LocalTime } from '../../../../core/time/local-time.ts'
import type { PersonDetails } from '../../../api/person-details.ts'
import type { CorrectedField } from '../../../i18n/correction-words.ts'
import { formatDate, formatTime } from '../../../i18n/date-time.ts'

export type Body = z.infer<typeof CorrectionBody>
type Corrections = Body['corrections']

/** Everything that can be corrected, as it is typed. */
export interface TypedCorrection {
  readonly name: string
  readonly phone: string
  readonly documentNumber: string
  readonly grid: string
  readonly building: string
  readonly unit: string
  readonly room: string
  readonly category: Category
  readonly flags: Flags
  readonly language: 'zh-CN' | 'en'
  readonly origin: string
  readonly arrivedOn: string
  readonly arrivedAt: string
  readonly lastExposure: string
}

/** The current values. */
export const typedFrom = ({ isolation, person }: PersonDetails): TypedCorrection => ({
  name: person?.name ?? '',
  phone: person?.pendingPhone ?? person?.phone ?? '',
  documentNumber: person?.documentNumber ?? '',
  grid: isolation.grid,
  building: person?.address.building ?? '',
  unit: person?.address.unit ?? '',
  room: person?.address.room ?? '',
  category: isolation.category,
  flags: isolation.flags,
  language: isolation.language,
  origin: isolation.origin ?? '',
  arrivedOn: formatDate(isolation.arrivedAt, isolation.zone),
  arrivedAt: formatTime(isolation.arrivedAt, 'en', isolation.zone),
  lastExposure: isolation.lastExposure ?? '',
})

const given = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim())

/** The correction of one field. undefined: the typed value is invalid. */
export const correctionOf = (field: CorrectedField, typed: TypedCorrection): Corrections | undefined => {
  switch (field) {
    case 'name':
      return given(typed.name) === null ? undefined : { name: typed.name.trim() }
    case 'phone':
      return { phone: given(typed.phone) }
    case 'documentNumber':
      return { documentNumber: given(typed.documentNumber) }
    case 'address': {
      const grid = GridId.safeParse(typed.grid)
      const { building, unit, room } = typed
      if (!grid.success || given(building) === null || given(room) === null) return undefined
      return {
        address: { grid: grid.data, building: building.trim(), unit: unit.trim(), room: room.trim() },
      }
    }
    case 'category':
      return { category: typed.category }
    case 'flags':
      return { flags: typed.flags }
    case 'language':
      return { language: typed.language }
    case 'origin':
      return { origin: given(typed.origin) }
    case 'arrivedAt': {
      const date = LocalDate.safeParse(typed.arrivedOn)
      const time = LocalTime.safeParse(typed.arrivedAt)
      if (!date.success || (given(typed.arrivedAt) !== null && !time.success)) return undefined
      return { arrivedAt: { date: date.data, ...(time.success ? { time: time.data } : {}) } }
    }
    case 'lastExposure': {
      if (given(typed.lastExposure) === null) return { lastExposure: null }
      const date = LocalDate.safeParse(typed.lastExposure)
      return date.success ? { lastExposure: date.data } : undefined
    }
  }
}
