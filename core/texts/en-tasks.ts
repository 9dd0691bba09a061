import type { MatterKind, RungName } from '../rule-book/rule-book.ts'

/** What a rung does when the kind of matter asks nothing special of it. */
const usual: { readonly [R in RungName]: string } = {
  'grid worker': 'Call or visit',
  community: 'Send someone',
  'street office': 'Send someone',
  'police station': 'Visit',
  'worker and doctor': 'Call or visit',
  'community and doctor': 'Call or go now',
  hospital: 'Call',
}

const special: { readonly [K in MatterKind]?: { readonly [R in RungName]?: string } } = {
  unreachable: { 'grid worker': 'Ask new number', community: 'Ask new number' },
  fever: {
    'worker and doctor': 'Check, take to clinic',
    'grid worker': 'Check, take to clinic',
    'street office': 'See to transport',
    hospital: 'Examine',
  },
  'no show': { 'street office': 'Find and bring', 'police station': 'Help to find' },
  visit: { 'grid worker': 'Visit and measure' },
  danger: { 'street office': 'Call or go now', hospital: 'Call now' },
  request: { 'grid worker': 'See to it', 'street office': 'See to it' },
  'no thermometer': { 'grid worker': 'Bring one', community: 'Bring one' },
  'wrong number': { 'grid worker': 'Find the right number' },
}

/** What whoever is told of a matter is asked to do. */
export const taskOf = (kind: MatterKind, rung: RungName): string => {
  if (kind === 'release' || kind === 'decision') return 'Please decide'
  if (kind === 'failure') return 'Take over by hand'
  return special[kind]?.[rung] ?? usual[rung]
}
