import { type GraveAnswer, isGrave } from '../../../core/matter/grave-answers.ts'
import type { Answer } from '../../../core/matter/matter.ts'
import type { Words } from '../../i18n/language.tsx'

/** Grave answers that need a confirmation. A mended number has its own dialog. */
export type AnswerToConfirm = Exclude<GraveAnswer, 'number_mended'>

export const needsConfirmation = (answer: Answer): answer is AnswerToConfirm =>
  answer !== 'number_mended' && isGrave(answer)

/** The question of the confirmation. */
export const confirmQuestions: Words<Readonly<Record<AnswerToConfirm, string>>> = {
  en: {
    not_at_home: 'The police station is told at once. Have you been at the door?',
    refuses: 'The police station is told at once. Has the person refused?',
    call_the_police:
      'The police station is asked to go, by day. Has nobody reached the person, also at the door?',
    confirmed: 'The isolation ends here: confirmed. Is the diagnosis certain?',
    hospitalised: 'The isolation ends here: in hospital. Has the person been admitted?',
    no_show: 'The street office and then the police look for the person. Did nobody come?',
    ruled_out: 'The person is followed as before, and goes out of the care of the doctor. Is it certain?',
    died: 'The isolation ends here: the person has died. Is it certain?',
    left: 'The isolation ends here: the person has gone away. Is it certain?',
    approve: 'The person is released. Have you looked at the record?',
  },
  'zh-CN': {
    not_at_home: '将立即通知派出所。您已上门核实了吗？',
    refuses: '将立即通知派出所。对方确实拒绝了吗？',
    call_the_police: '将在白天请派出所出面。电话和上门确实都没有联系上本人吗？',
    confirmed: '隔离到此结束：确诊。诊断确定了吗？',
    hospitalised: '隔离到此结束：住院。已经入院了吗？',
    no_show: '街道办事处将寻找此人，之后由派出所寻找。确实没有人来吗？',
    ruled_out: '将恢复居家随访，不再由医生负责。确定排除了吗？',
    died: '隔离到此结束：死亡。确定吗？',
    left: '隔离到此结束：已离开。确定吗？',
    approve: '将解除此人的隔离。您看过记录了吗？',
  },
}
