import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import { useState } from 'react'
import { useAppContext } from '../../api/app-context.tsx'
import { tomorrowMorning } from '../../api/clock-client.ts'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { type MachineClock, useMachineClock } from '../../api/use-machine-clock.ts'
import { ActionButton } from '../../components/action-button.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Switch } from '../../components/filters/switch.tsx'
import { TextField } from '../../components/form/form-field.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatDateTime, formatRelativeTime } from '../../i18n/date-time.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import styles from './clock-page.module.css'
import { clockWords } from './clock-words.ts'

const SPEEDS = [1, 60, 600, 3600] as const
const FASTEST = 100_000
const HOUR = 60
const DAY = 24 * HOUR

const ClockReading = ({ clock, zone }: { readonly clock: MachineClock; readonly zone: string }) => {
  const t = useWords(clockWords)
  const { language } = useLanguage()
  if (clock.state === undefined) return <Loading />
  const { now, nextEventAt, speed, paused } = clock.state
  return (
    <div aria-busy={clock.isBusy}>
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: t.now,
            value: (
              <>
                <time className={styles['now']} dateTime={now}>
                  {formatDateTime(now, language, zone)}
                </time>
                <div className={styles['why']}>{t.state(speed, paused)}</div>
              </>
            ),
          },
          {
            label: t.nextEvent,
            value: (
              <>
                <span className={styles['now']}>
                  {nextEventAt === null ? t.noEvent : formatDateTime(nextEventAt, language, zone)}
                </span>
                {nextEventAt !== null && (
                  <div className={styles['why']}>{formatRelativeTime(nextEventAt, now, language)}</div>
                )}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}

const CustomSpeed = ({ clock }: { readonly clock: MachineClock }) => {
  const t = useWords(clockWords)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const set = () => {
    const speed = Number(typed)
    const isGood = typed.trim() !== '' && speed > 0 && speed <= FASTEST
    setWrong(!isGood)
    if (isGood) clock.send((client) => client.set({ speed }))
  }
  return (
    <form
      className={styles['own']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        set()
      }}
    >
      <TextField
        label={t.own}
        hint={t.ownUnit}
        error={isWrong ? t.ownWrong : undefined}
        inputMode="decimal"
        maxLength={8}
        value={typed}
        onChange={setTyped}
      />
      <ActionButton isDisabled={clock.isBusy}>{t.set}</ActionButton>
    </form>
  )
}

/** Jumps ahead: everything up to that instant happens. */
const Forward = ({ clock, zone }: { readonly clock: MachineClock; readonly zone: string }) => {
  const t = useWords(clockWords)
  const { state, isBusy, send } = clock
  const tomorrow = state === undefined ? undefined : tomorrowMorning(state.now, zone)
  return (
    <Panel title={t.forward}>
      <div className={styles['row']}>
        <ActionButton variant="primary" isDisabled={isBusy} onClick={() => send((client) => client.step())}>
          {t.step}
        </ActionButton>
        <ActionButton isDisabled={isBusy} onClick={() => send((client) => client.run({ for: HOUR }))}>
          {t.hour}
        </ActionButton>
        <ActionButton isDisabled={isBusy} onClick={() => send((client) => client.run({ for: DAY }))}>
          {t.day}
        </ActionButton>
        <ActionButton
          isDisabled={isBusy || tomorrow === undefined}
          onClick={() => {
            if (tomorrow !== undefined) send((client) => client.run({ until: tomorrow }))
          }}
        >
          {t.tomorrow}
        </ActionButton>
      </div>
    </Panel>
  )
}

const Speed = ({ clock }: { readonly clock: MachineClock }) => {
  const t = useWords(clockWords)
  const { state, isBusy, send } = clock
  return (
    <Panel title={t.speed}>
      <div className={styles['row']}>
        <ActionButton
          isDisabled={isBusy || state === undefined}
          onClick={() => send((client) => client.set({ paused: state?.paused !== true }))}
        >
          {state?.paused === true ? t.goOn : t.pause}
        </ActionButton>
        <div className={styles['speeds']}>
          <SegmentedControl
            label={t.speed}
            selectedId={state?.paused === false ? `${state.speed}` : null}
            options={SPEEDS.map((speed) => ({
              id: `${speed}`,
              text: t.speedOf(speed),
              disabled: isBusy,
            }))}
            onChange={({ detail }) => send((client) => client.set({ speed: Number(detail.selectedId) }))}
          />
        </div>
      </div>
      <CustomSpeed clock={clock} />
    </Panel>
  )
}

/** The clock of this machine: how fast it goes, and jumps ahead. */
const ClockPage = () => {
  const t = useWords(clockWords)
  const { client, community, settings } = useAppContext()
  const { invalidate } = useLiveUpdates()
  const clock = useMachineClock(client, invalidate)
  if (!settings.local)
    return (
      <Page title={t.title}>
        <p>{t.localOnly}</p>
      </Page>
    )
  return (
    <Page title={t.title} description={t.what}>
      {clock.error !== undefined && <ErrorState error={clock.error} />}
      <Panel title={t.stands} aside={community.zone}>
        <ClockReading clock={clock} zone={community.zone} />
        <p role="status" className={styles['running']}>
          {clock.isBusy ? t.running : ''}
        </p>
      </Panel>
      <Forward clock={clock} zone={community.zone} />
      <Speed clock={clock} />
      <Panel title={t.people}>
        <Switch label={t.simulate} isOn={clock.simulated === true} onChange={clock.simulate} />
        <p className={styles['why']}>{t.simulateWhy}</p>
      </Panel>
    </Page>
  )
}

export default ClockPage
