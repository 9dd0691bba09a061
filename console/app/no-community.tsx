import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import type { Session } from '../api/session.ts'
import { useWords } from '../i18n/language.tsx'
import { shellWords } from './shell-words.ts'

/** For a signed-in person without a community. */
export const NoCommunity = ({
  session,
  isLocal,
}: {
  readonly session: Session
  readonly isLocal: boolean
}) => {
  const t = useWords(shellWords)
  return (
    <main className="alone">
      <Alert
        type="warning"
        action={
          <Button onClick={() => void (isLocal ? session.switchAccount() : session.signOut())}>
            {isLocal ? t.switchAccount : t.signOut}
          </Button>
        }
      >
        {t.noCommunity}
      </Alert>
    </main>
  )
}
