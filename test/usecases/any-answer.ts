import { Answer } from '../../core/matter/matter.ts'
import { answersTo } from '../../core/matter/matter-answers.ts'
import type { MatterKind } from '../../core/rule-book/rule-book.ts'
import { answerForms } from '../../core/texts/answer-forms.ts'
import { type BothChannels, type Led, type Said, type Stage, writers } from './both-channels.ts'

/** One kind of matter for each set of answers: at the door, on the phone, ill, gone, to decide, in danger, to do. */
export const kinds: readonly MatterKind[] = [
  'silence',
  'wrong_number',
  'fever',
  'no_show',
  'release',
  'danger',
  'request',
]

const NEW_NUMBER = '+8613800000900'

const saidOf = (answer: Answer): Said =>
  answer === 'number_mended'
    ? { answer, phone: NEW_NUMBER, text: `换号 ${NEW_NUMBER}` }
    : { answer, text: answerForms['zh-CN'][answer].write }

/** What a matter of this kind takes from somebody, one answer that none of its kind takes, and what is measured. */
const saidTo = (kind: MatterKind): Said[] => {
  const foreign = Answer.options.find((answer) => !answersTo(kind).includes(answer))
  return [
    ...answersTo(kind).map(saidOf),
    ...(foreign === undefined ? [] : [saidOf(foreign)]),
    { temperature: 36.5, text: '36.5' },
    { temperature: 38.6, text: '38.6' },
    { symptom: 'dry_cough', text: '有点干咳' },
  ]
}

/** Danger in a text is heard at once, from anybody on staff: HTTP has no word for it. */
const tellsOfDanger = (said: Said): boolean => 'answer' in said && said.answer === 'died'

/** Of a refusal nothing may be left but words for a person to read. */
const onlyWords = ({ what }: Led, said: Said): boolean =>
  what.every(
    (one) =>
      one === 'words_kept' || (tellsOfDanger(said) && (one === 'matter_opened' || one === 'matter_raised')),
  )

/** How the person and their matters stand. A reading by text also says of the matter that somebody was reached. */
const standing = ({ standing: { matters, ...rest } }: Led, said: Said): string =>
  'answer' in said
    ? JSON.stringify({
        ...rest,
        matters: matters.filter(({ of }) => of !== 'danger' || !tellsOfDanger(said)),
      })
    : ''

/** What differs between the two channels whatever anybody on staff says, and who did something by it. */
export const differencesOf = async (both: BothChannels, kind: MatterKind, stage: Stage) => {
  const different: string[] = []
  const done = new Set<string>()
  for (const post of writers())
    for (const said of saidTo(kind)) {
      const http = await both.overHttp(stage, kind, post, said)
      const text = await both.byText(stage, kind, post, said)
      const cell = `${post.who}: ${said.text}`
      if (http.result !== text.result)
        different.push(`${cell}: ${http.result} over HTTP, ${text.result} by text`)
      else if (standing(http, said) !== standing(text, said))
        different.push(`${cell}: ${standing(http, said)} over HTTP, ${standing(text, said)} by text`)
      else if (text.result === 'refused' && !onlyWords(text, said))
        different.push(`${cell}: refused, and ${text.what.join(', ')}`)
      if (text.result === 'done') done.add(post.who)
    }
  return { different, done }
}

/** Who is heard when they text of danger about this matter, and who is not. */
export const deafTo = async (both: BothChannels, kind: MatterKind, stage: Stage): Promise<string[]> => {
  const deaf: string[] = []
  for (const post of writers()) {
    const { result, sent } = await both.dangerByText(stage, kind, post)
    // Elsewhere the code names nobody: the duty phone hears it, with the number to ring.
    const duty = sent.some(({ template }) => template === 'stranger_in_danger')
    if (result !== 'done' && !duty) deaf.push(post.who)
  }
  return deaf
}
