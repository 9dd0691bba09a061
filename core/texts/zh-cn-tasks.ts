import type { MatterKind, RungName } from '../rule-book/rule-book.ts'

/** What a rung does when the kind of matter asks nothing special of it. */
const usual: { readonly [R in RungName]: string } = {
  'grid worker': '致电或上门',
  community: '派人核实',
  'street office': '派人核实',
  'police station': '上门核实',
  'worker and doctor': '联系核实',
  'community and doctor': '马上联系',
  hospital: '联系核实',
}

const special: { readonly [K in MatterKind]?: { readonly [R in RungName]?: string } } = {
  unreachable: { 'grid worker': '核对手机', community: '核对手机', 'street office': '核对手机' },
  'opted out': { 'grid worker': '上门商量' },
  'unclear replies': { 'grid worker': '问体温', community: '问体温', 'street office': '派人核实' },
  fever: {
    'worker and doctor': '核实送诊',
    'grid worker': '核实送诊',
    'street office': '落实送诊',
    hospital: '接诊',
  },
  'no show': { 'street office': '找人送诊', 'police station': '协助找人' },
  visit: { 'grid worker': '上门测温' },
  danger: { 'street office': '马上联系', hospital: '马上联系' },
  request: { 'grid worker': '帮忙办理', 'street office': '帮忙办理' },
  'no thermometer': { 'grid worker': '送体温计', community: '送体温计' },
  'wrong number': { 'grid worker': '核对手机', 'street office': '核对手机' },
}

/** What whoever is told of a matter is asked to do. */
export const taskOf = (kind: MatterKind, rung: RungName): string => {
  if (kind === 'release') return '审批'
  if (kind === 'decision') return '决定'
  if (kind === 'failure') return '人工接手'
  return special[kind]?.[rung] ?? usual[rung]
}
