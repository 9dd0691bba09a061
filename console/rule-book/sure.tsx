import { ActionButton } from '../actions/action-button.tsx'
import { Asking } from '../asking/asking.tsx'
import { useWords } from '../words/language.tsx'
import { ruleBookWords } from './words.ts'

/** Asks once more before something that cannot be taken back. */
export const Sure = ({
  action,
  question,
  isGrave = false,
  onSure,
  onCancel,
}: {
  readonly action: string
  readonly question: string
  readonly isGrave?: boolean
  readonly onSure: () => void
  readonly onCancel: () => void
}) => {
  const say = useWords(ruleBookWords)
  return (
    <Asking
      label={action}
      onCancel={onCancel}
      orders={
        <>
          <ActionButton onClick={onCancel}>{say.cancel}</ActionButton>
          <ActionButton look={isGrave ? 'grave' : 'first'} onClick={onSure}>
            {action}
          </ActionButton>
        </>
      }
    >
      {question}
    </Asking>
  )
}
