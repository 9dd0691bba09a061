import { useState } from 'react'
import { ActionButton } from '../actions/action-button.tsx'
import { useLive } from '../api/live.tsx'
import { Switch } from '../filters/choice.tsx'
import { TextField } from '../form/field.tsx'
import { Panel } from '../panel/panel.tsx'
import { useSurroundings } from '../shell/context.tsx'
import { Failed } from '../shell/failed.tsx'
import { Page } from '../shell/page.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { useLanguage, useWords } from '../words/language.tsx'
import { awayFrom, momentOf } from '../words/time.ts'
import look from './clock.module.css'
import { tomorrowMorning } from './clock-orders.ts'
import { type MachineClock, useMachineClock } from './use-clock.ts'
import { clockWords } from './words.ts'

const SPEEDS = [1, 60, 600, 3600] as const
const FASTEST = 100_000
const HOUR = 60
const DAY = 24 * HOUR

const Stand = ({ clock, zone }: { readonly clock: MachineClock; readonly zone: string }) => {
  const say = useWords(clockWords)
  const { language } = useLanguage()
  if (clock.stand === undefined) return <Waiting />
  const { now, nextEventAt, speed, paused } = clock.stand
  return (
    <dl className={look['stand']} aria-busy={clock.isBusy}>
      <div>
        <dt>{say.now}</dt>
        <dd className={look['now']}>
          <time dateTime={now}>{momentOf(now, language, zone)}</time>
        </dd>
        <dd>{say.state(speed, paused)}</dd>
      </div>
      <div>
        <dt>{say.nextEvent}</dt>
        <dd className={look['now']}>
          {nextEventAt === null ? say.noEvent : momentOf(nextEventAt, language, zone)}
        </dd>
        {nextEventAt !== null && <dd>{awayFrom(nextEventAt, now, language)}</dd>}
      </div>
    </dl>
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
  const { stand, isBusy, order } = clock
  const tomorrow = stand === undefined ? undefined : tomorrowMorning(stand.now, zone)
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
  const { stand, isBusy, order } = clock
  return (
    <Panel title={say.speed}>
      <div className={look['row']}>
        <ActionButton
          isOff={isBusy || stand === undefined}
          onClick={() => order((orders) => orders.set({ paused: stand?.paused !== true }))}
        >
          {stand?.paused === true ? say.goOn : say.pause}
        </ActionButton>
        {SPEEDS.map((speed) => (
          <button
            key={speed}
            type="button"
            className={look['speed']}
            disabled={isBusy}
            aria-pressed={stand?.paused === false && stand.speed === speed}
            onClick={() => order((orders) => orders.set({ speed }))}
          >
            {say.speedOf(speed)}
          </button>
        ))}
      </div>
      <OwnSpeed clock={clock} />
    </Panel>
  )
}

/** The clock of this machine: how fast it goes, and jumps ahead. */
const ClockPage = () => {
  const say = useWords(clockWords)
  const { client, community, settings } = useSurroundings()
  const { lookAgain } = useLive()
  const clock = useMachineClock(client, lookAgain)
  if (!settings.local)
    return (
      <Page title={say.title}>
        <p>{say.localOnly}</p>
      </Page>
    )
  return (
    <Page title={say.title} description={say.what}>
      {clock.error !== undefined && <Failed error={clock.error} />}
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
