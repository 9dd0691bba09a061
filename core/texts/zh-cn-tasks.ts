import type { MatterKind, RungName } from '../rule-book/rule-book.ts'

/** What a rung does for kinds of matter that need nothing special. */
const usual: { readonly [R in RungName]: string } = {
  grid_worker: '致电或上门',
  community: '派人核实',
  street_office: '派人核实',
  police_station: '上门核实',
  worker_and_doctor: '联系核实',
  community_and_doctor: '马上联系',
  hospital: '联系核实',
}

const special: { readonly [K in MatterKind]?: { readonly [R in RungName]?: string } } = {
  unreachable: { grid_worker: '核对手机', community: '核对手机', street_office: '核对手机' },
  opted_out: { grid_worker: '上门商量' },
  unclear_replies: { grid_worker: '问体温', community: '问体温', street_office: '派人核实' },
  fever: {
    worker_and_doctor: '核实送诊',
    grid_worker: '核实送诊',
    street_office: '落实送诊',
    hospital: '接诊',
  },
  no_show: { street_office: '找人送诊', police_station: '协助找人' },
  visit: { grid_worker: '上门测温' },
  danger: { street_office: '马上联系', hospital: '马上联系' },
  request: { grid_worker: '帮忙办理', street_office: '帮忙办理' },
  no_thermometer: { grid_worker: '送体温计', community: '送体温计' },
  hint: { grid_worker: '上门核实', street_office: '派人核实' },
  wrong_number: { grid_worker: '核对手机', street_office: '核对手机' },
}

/** The task for somebody who is told of a matter on this rung. */
export const taskOf = (kind: MatterKind, rung: RungName): string => {
  if (kind === 'release') return '审批'
  if (kind === 'decision') return '决定'
  return special[kind]?.[rung] ?? usual[rung]
}
