import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import { useState } from 'react'
import { ActionButton } from '../../components/action-button.tsx'
import { useLive } from '../../api/live-updates.tsx'
import { Switch } from '../../components/filters/switch.tsx'
import { TextField } from '../../components/form/form-field.tsx'
import { Panel } from '../../components/panel.tsx'
import { useAppContext } from '../../api/app-context.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Page } from '../../components/page.tsx'
import { Loading } from '../../components/loading.tsx'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { formatRelativeTime, formatDateTime } from '../../i18n/date-time.ts'
import look from './clock-page.module.css'
import { tomorrowMorning } from '../../api/clock-client.ts'
import { type MachineClock, useMachineClock } from '../../api/use-machine-clock.ts'
import { clockWords } from './clock-words.ts'

const SPEEDS = [1, 60, 600, 3600] as const
const FASTEST = 100_000
const HOUR = 60
const DAY = 24 * HOUR

const Stand = ({ clock, zone }: { readonly clock: MachineClock; readonly zone: string }) => {
  const say = useWords(clockWords)
  const { language } = useLanguage()
  if (clock.state === undefined) return <Loading />
  const { now, nextEventAt, speed, paused } = clock.state
  return (
    <div aria-busy={clock.isBusy}>
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: say.now,
            value: (
              <>
                <time className={look['now']} dateTime={now}>
                  {formatDateTime(now, language, zone)}
                </time>
                <div className={look['why']}>{say.state(speed, paused)}</div>
              </>
            ),
          },
          {
            label: say.nextEvent,
            value: (
              <>
                <span className={look['now']}>
                  {nextEventAt === null ? say.noEvent : formatDateTime(nextEventAt, language, zone)}
                </span>
                {nextEventAt !== null && (
                  <div className={look['why']}>{formatRelativeTime(nextEventAt, now, language)}</div>
                )}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}

const OwnSpeed = ({ clock }: { readonly clock: MachineClock }) => {
  const say = useWords(clockWords)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const set = () => {
    const speed = Number(typed)
    const isGood = typed.trim() !== '' && speed > 0 && speed <= FASTEST
    setWrong(!isGood)
    if (isGood) clock.order((orders) => orders.set({ speed }))
  }
  return (
    <form
      className={look['own']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        set()
      }}
    >
      <TextField
        label={say.own}
        hint={say.ownUnit}
        error={isWrong ? say.ownWrong : undefined}
        inputMode="decimal"
        maxLength={8}
        value={typed}
        onChange={setTyped}
      />
      <ActionButton isOff={clock.isBusy}>{say.set}</ActionButton>
    </form>
  )
}

/** Jumps ahead: everything up to there happens. */
const Forward = ({ clock, zone }: { readonly clock: MachineClock; readonly zone: string }) => {
  const say = useWords(clockWords)
  const { state, isBusy, order } = clock
  const tomorrow = state === undefined ? undefined : tomorrowMorning(state.now, zone)
  return (
    <Panel title={say.forward}>
      <div className={look['row']}>
        <ActionButton look="first" isOff={isBusy} onClick={() => order((orders) => orders.step())}>
          {say.step}
        </ActionButton>
        <ActionButton isOff={isBusy} onClick={() => order((orders) => orders.run({ for: HOUR }))}>
          {say.hour}
        </ActionButton>
        <ActionButton isOff={isBusy} onClick={() => order((orders) => orders.run({ for: DAY }))}>
          {say.day}
        </ActionButton>
        <ActionButton
          isOff={isBusy || tomorrow === undefined}
          onClick={() => {
            if (tomorrow !== undefined) order((orders) => orders.run({ until: tomorrow }))
          }}
        >
          {say.tomorrow}
        </ActionButton>
      </div>
    </Panel>
  )
}

const Speed = ({ clock }: { readonly clock: MachineClock }) => {
  const say = useWords(clockWords)
  const { state, isBusy, order } = clock
  return (
    <Panel title={say.speed}>
      <div className={look['row']}>
        <ActionButton
          isOff={isBusy || state === undefined}
          onClick={() => order((orders) => orders.set({ paused: state?.paused !== true }))}
        >
          {state?.paused === true ? say.goOn : say.pause}
        </ActionButton>
        <div className={look['speeds']}>
          <SegmentedControl
            label={say.speed}
            selectedId={state?.paused === false ? `${state.speed}` : null}
            options={SPEEDS.map((speed) => ({
              id: `${speed}`,
              text: say.speedOf(speed),
              disabled: isBusy,
            }))}
            onChange={({ detail }) => order((orders) => orders.set({ speed: Number(detail.selectedId) }))}
          />
        </div>
      </div>
      <OwnSpeed clock={clock} />
    </Panel>
  )
}

/** The clock of this machine: how fast it goes, and jumps ahead. */
const ClockPage = () => {
  const say = useWords(clockWords)
  const { client, community, settings } = useAppContext()
  const { invalidate } = useLive()
  const clock = useMachineClock(client, invalidate)
  if (!settings.local)
    return (
      <Page title={say.title}>
        <p>{say.localOnly}</p>
      </Page>
    )
  return (
    <Page title={say.title} description={say.what}>
      {clock.error !== undefined && <ErrorState error={clock.error} />}
      <Panel title={say.stands} aside={community.zone}>
        <Stand clock={clock} zone={community.zone} />
        <p role="status" className={look['running']}>
          {clock.isBusy ? say.running : ''}
        </p>
      </Panel>
      <Forward clock={clock} zone={community.zone} />
      <Speed clock={clock} />
      <Panel title={say.people}>
        <Switch label={say.simulate} isOn={clock.simulated === true} onSwitch={clock.simulate} />
        <p className={look['why']}>{say.simulateWhy}</p>
      </Panel>
    </Page>
  )
}

export default ClockPage
