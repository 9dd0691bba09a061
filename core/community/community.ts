import * as z from 'zod/mini'
import { CommunityId, GridId, StaffId } from '../ids.ts'
import type { Danger } from '../meaning.ts'
import { faultOf, faultReason, isCostly } from '../phone/phone-number.ts'
import { LocalTime } from '../time/local-time.ts'
import { isZone } from '../time/time-zone.ts'

export const Language = z.enum(['zh-CN', 'en'])
export type Language = z.infer<typeof Language>

/** The roles that can own a rung of a ladder. */
export const Role = z.enum([
  'grid_worker',
  'community_administrator',
  'street_office',
  'police_station',
  'doctor',
  'hospital',
])
export type Role = z.infer<typeof Role>

const E164 = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, 'expected a phone number such as +8613800001111'))

/** A number that gets messages, and can be called at no more than the usual cost. */
const MobileNumber = E164.check(
  z.refine((phone) => faultOf(phone) === undefined, {
    error: ({ input }) => {
      const fault = typeof input === 'string' ? faultOf(input) : undefined
      return fault === undefined ? undefined : faultReason[fault]
    },
  }),
)

/** A number that is only called: it may be a landline. */
const CallNumber = E164.check(
  z.refine((phone) => !isCostly(phone), {
    error: 'expected a number that can be rung at the usual cost',
  }),
)

const ShortNumber = z.string().check(z.regex(/^\d{2,6}$/, 'expected a short number such as 120'))

export const Staff = z.strictObject({
  id: StaffId,
  name: z.string().check(z.minLength(1), z.maxLength(40)),
  phone: MobileNumber,
  language: z.optional(Language),
})
export type Staff = z.infer<typeof Staff>

export const Grid = z.strictObject({
  id: GridId,
  name: z.string().check(z.minLength(1), z.maxLength(40)),
  worker: Staff,
})
export type Grid = z.infer<typeof Grid>

/** One community: its zone, its grids with their workers, and the departments behind it. */
export const Community = z
  .strictObject({
    id: CommunityId,
    name: z.string().check(z.minLength(1), z.maxLength(80)),
    zone: z
      .string()
      .check(
        z.refine(isZone, { error: 'expected a name of the IANA time zone database, such as Asia/Shanghai' }),
      ),
    /** Two capital letters: the country of numbers without a country code. */
    country: z.string().check(z.regex(/^[A-Z]{2}$/)),
    language: Language,
    /** Begins every message: registered with the provider, without its brackets. */
    signature: z.strictObject({
      'zh-CN': z.string().check(z.minLength(1), z.maxLength(8)),
      en: z.string().check(z.regex(/^[A-Za-z0-9 ]{1,16}$/)),
    }),
    /** The number that strangers are told to call. */
    phone: CallNumber,
    grids: z.array(Grid).check(z.minLength(1)),
    administrator: Staff,
    streetOffice: Staff,
    policeStation: Staff,
    doctor: Staff,
    hospital: Staff,
    /** The numbers that residents are told to call. */
    emergencyNumbers: z.optional(
      z.strictObject({ medical: ShortNumber, police: ShortNumber, fire: ShortNumber }),
    ),
    /** Hears at once of strangers who may be in danger. Default: the administrator's phone. */
    dutyPhone: z.optional(MobileNumber),
    /** False if the channel's templates forbid free words: then messages only say where to find them. */
    quoteNotes: z.optional(z.boolean()),
    /** When grid workers get what residents wrote besides their reports. */
    digestAt: z.optional(z.array(LocalTime).check(z.minLength(1), z.maxLength(4))),
  })
  .check(
    z.refine((community) => new Set(community.grids.map((grid) => grid.id)).size === community.grids.length, {
      error: 'two grids have the same id',
      path: ['grids'],
    }),
  )
export type Community = z.infer<typeof Community>

/** 120, 110 and 119 in mainland China. */
const EMERGENCY = { medical: '120', police: '110', fire: '119' } as const

/** The number to call for this kind of danger. */
export const emergencyNumber = (
  { emergencyNumbers = EMERGENCY }: Pick<Community, 'emergencyNumbers'>,
  danger: Danger,
): string => {
  if (danger === 'fire') return emergencyNumbers.fire
  return danger === 'violence' ? emergencyNumbers.police : emergencyNumbers.medical
}

export const dutyPhone = ({ dutyPhone: phone, administrator }: Community): string =>
  phone ?? administrator.phone

export const quotesNotes = ({ quoteNotes = true }: Pick<Community, 'quoteNotes'>): boolean => quoteNotes

/** Noon, and the evening before most workers go home: our decision. */
export const digestTimes = ({ digestAt }: Pick<Community, 'digestAt'>): readonly LocalTime[] =>
  digestAt ?? [LocalTime.parse('12:00'), LocalTime.parse('20:00')]

export const gridOf = (community: Community, grid: GridId): Grid | undefined =>
  community.grids.find((candidate) => candidate.id === grid)

/** Why a grid is refused that {@link gridOf} does not find, and which there are. */
export const noSuchGrid = ({ id, grids }: Community): string =>
  `no such grid; ${id} has ${grids.map((grid) => grid.id).join(', ')}`

/** Who has this role for this grid. A grid that the community no longer has falls to its administrator. */
export const staffFor = (community: Community, role: Role, grid: GridId): Staff => {
  switch (role) {
    case 'grid_worker':
      return gridOf(community, grid)?.worker ?? community.administrator
    case 'community_administrator':
      return community.administrator
    case 'street_office':
      return community.streetOffice
    case 'police_station':
      return community.policeStation
    case 'doctor':
      return community.doctor
    case 'hospital':
      return community.hospital
  }
}

/** The holders of a community's posts. */
interface Posts<Holder> {
  readonly grids: readonly { readonly worker: Holder }[]
  readonly administrator: Holder
  readonly streetOffice: Holder
  readonly policeStation: Holder
  readonly doctor: Holder
  readonly hospital: Holder
}

/** Every post once, with its role. */
export const postsOf = <Holder>(community: Posts<Holder>): { role: Role; staff: Holder }[] => [
  ...community.grids.map((grid) => ({ role: 'grid_worker' as const, staff: grid.worker })),
  { role: 'community_administrator', staff: community.administrator },
  { role: 'street_office', staff: community.streetOffice },
  { role: 'police_station', staff: community.policeStation },
  { role: 'doctor', staff: community.doctor },
  { role: 'hospital', staff: community.hospital },
]
