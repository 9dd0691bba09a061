import type { MatterKind, RungName } from '../rule-book/rule-book.ts'

/** What a rung does for kinds of matter that need nothing special. */
const usual: { readonly [R in RungName]: string } = {
  grid_worker: 'Call or visit',
  community: 'Send someone',
  street_office: 'Send someone',
  police_station: 'Visit',
  worker_and_doctor: 'Call or visit',
  community_and_doctor: 'Call or go now',
  hospital: 'Call',
}

const special: { readonly [K in MatterKind]?: { readonly [R in RungName]?: string } } = {
  unreachable: { grid_worker: 'Ask new number', community: 'Ask new number' },
  fever: {
    worker_and_doctor: 'Check, take to clinic',
    grid_worker: 'Check, take to clinic',
    street_office: 'See to transport',
    hospital: 'Examine',
  },
  no_show: { street_office: 'Find and bring', police_station: 'Help to find' },
  visit: { grid_worker: 'Visit and measure' },
  danger: { street_office: 'Call or go now', hospital: 'Call now' },
  request: { grid_worker: 'See to it', street_office: 'See to it' },
  no_thermometer: { grid_worker: 'Bring one', community: 'Bring one' },
  hint: { grid_worker: 'Go and ask' },
  wrong_number: { grid_worker: 'Find the right number' },
}

/** The task for somebody who is told of a matter on this rung. */
export const taskOf = (kind: MatterKind, rung: RungName): string => {
  if (kind === 'release' || kind === 'decision') return 'Please decide'
  return special[kind]?.[rung] ?? usual[rung]
}
