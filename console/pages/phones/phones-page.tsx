import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useParams } from 'wouter'
import type { ShownCommunity } from '../../../api/endpoints/communities.ts'
import { type ApiClient, createApiClient } from '../../api/api-client.ts'
import { loadSettings } from '../../api/console-settings.ts'
import { machineToken } from '../../api/machine-token.ts'
import { readOnce } from '../../api/query-client.ts'
import { ApiError } from '../../api/request.ts'
import { useMachineClock } from '../../api/use-machine-clock.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { Loading } from '../../components/loading.tsx'
import { MachineTokenForm } from '../../components/machine-token-form.tsx'
import { useWords } from '../../i18n/language.tsx'
import { ClockBar } from './clock-bar.tsx'
import { ConversationPane } from './conversation.tsx'
import { PhoneList } from './phone-list.tsx'
import styles from './phones-page.module.css'
import { phonesWords } from './phones-words.ts'
import { usePhones } from './use-phones.ts'

const AllPhones = ({ client, zone }: { readonly client: ApiClient; readonly zone: string }) => {
  const t = useWords(phonesWords)
  const { number } = useParams<{ number?: string }>()
  const { data: phones, failureReason, refetch } = usePhones(client)
  const clock = useMachineClock(client, refetch)
  const now = clock.state?.now
  return (
    <div className={styles['page']} data-open={number !== undefined}>
      <ClockBar clock={clock} zone={zone} />
      {(failureReason !== null || clock.error !== undefined) && (
        <p className={styles['failure']} role="status">
          {t.offline}
        </p>
      )}
      <main>
        {phones === undefined ? (
          <Loading />
        ) : (
          <PhoneList phones={phones} open={number} zone={zone} now={now} />
        )}
        {number === undefined ? (
          <p className={styles['choose']}>{t.choose}</p>
        ) : (
          <ConversationPane
            key={number}
            client={client}
            number={number}
            zone={zone}
            now={now}
            onChanged={refetch}
          />
        )}
      </main>
    </div>
  )
}

interface Machine {
  readonly isLocal: boolean
  readonly client: ApiClient
  readonly zone: string
}

const openMachine = async (): Promise<Machine> => {
  const settings = await loadSettings()
  const client = createApiClient(settings.api, { token: machineToken })
  if (!settings.local) return { isLocal: false, client, zone: 'UTC' }
  const { communities } = await client.get<{ communities: ShownCommunity[] }>('/communities?limit=1')
  return { isLocal: true, client, zone: communities[0]?.zone ?? 'UTC' }
}

/** All phones, for the owner of a local server. No sign-in: residents and workers have no accounts. */
const PhonesPage = () => {
  const t = useWords(phonesWords)
  const { data: machine, failureReason } = useQuery({
    queryKey: ['machine-of-phones'],
    queryFn: openMachine,
    ...readOnce,
  })
  useEffect(() => {
    document.title = `${t.title} · Sixclear`
  }, [t.title])
  if (failureReason instanceof ApiError && failureReason.status === 401) return <MachineTokenForm />
  if (failureReason !== null)
    return (
      <main className="alone">
        <ErrorState error={failureReason} onRetry={() => location.reload()} />
      </main>
    )
  if (machine === undefined) return <Loading />
  if (!machine.isLocal)
    return (
      <main className="alone">
        <h1>{t.title}</h1>
        <p>{t.localOnly}</p>
      </main>
    )
  return <AllPhones client={machine.client} zone={machine.zone} />
}

export default PhonesPage
