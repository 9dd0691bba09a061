import ExpandableSection from '@cloudscape-design/components/expandable-section'
import type { PersonDetails } from '../../api/person-details.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import layout from '../../components/layout.module.css'
import { AnswerMatter } from '../../components/matter/answer-matter.tsx'
import { Ladder } from '../../components/matter/ladder.tsx'
import { MatterEntry } from '../../components/matter/matter-entry.tsx'
import { Panel } from '../../components/panel.tsx'
import { useWords, type Words } from '../../i18n/language.tsx'

interface MattersWords {
  readonly open: string
  readonly noneOpen: string
  readonly settled: string
  readonly ladder: string
}

const words: Words<MattersWords> = {
  en: {
    open: 'Open matters',
    noneOpen: 'None: nobody has to look after anything beside the two reports a day.',
    settled: 'Settled matters',
    ladder: 'Ladder',
  },
  'zh-CN': {
    open: '未办结事项',
    noneOpen: '无，除每日两测外没有需要办理的事。',
    settled: '已办结事项',
    ladder: '上报层级',
  },
}

const decisions: readonly string[] = ['approve', 'hold']

/** All matters about a person: the open ones with ladder and answers, then the settled ones. */
export const PersonMatters = ({
  file: { matters, ledger, isolation },
  who,
  mayAnswer,
}: {
  readonly file: PersonDetails
  readonly who: string
  readonly mayAnswer: boolean
}) => {
  const t = useWords(words)
  const open = matters.filter(({ state }) => state.name === 'open')
  const settled = matters.filter(({ state }) => state.name === 'settled')
  return (
    <>
      <Panel title={t.open} count={open.length}>
        {open.length === 0 ? (
          <EmptyState>{t.noneOpen}</EmptyState>
        ) : (
          <ul className={`${layout['plain']} ${layout['rows']}`}>
            {open.map((matter) => {
              // The release is among the other actions.
              const answers = matter.answers.filter((answer) => !decisions.includes(answer))
              return (
                <MatterEntry key={matter.id} matter={matter} zone={isolation.zone}>
                  <div className={layout['two']}>
                    <Ladder matter={matter} ledger={ledger} zone={isolation.zone} />
                    {mayAnswer && answers.length > 0 && (
                      <AnswerMatter matter={{ ...matter, answers }} who={who} />
                    )}
                  </div>
                </MatterEntry>
              )
            })}
          </ul>
        )}
      </Panel>
      {settled.length > 0 && (
        <Panel title={t.settled} count={settled.length}>
          <ul className={`${layout['plain']} ${layout['rows']}`}>
            {settled.toReversed().map((matter) => (
              <MatterEntry key={matter.id} matter={matter} zone={isolation.zone}>
                <ExpandableSection headerText={t.ladder}>
                  <Ladder matter={matter} ledger={ledger} zone={isolation.zone} />
                </ExpandableSection>
              </MatterEntry>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
