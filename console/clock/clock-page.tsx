import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { useLive } from '../api/live.tsx'
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
    <FormField
      label={say.own}
      constraintText={say.ownUnit}
      {...(isWrong ? { errorText: say.ownWrong } : {})}
      secondaryControl={
        <Button disabled={clock.isBusy} onClick={set}>
          {say.set}
        </Button>
      }
    >
      <Input
        value={typed}
        inputMode="decimal"
        onChange={({ detail }) => setTyped(detail.value)}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter') set()
        }}
      />
    </FormField>
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
  const { stand, isBusy, order } = clock
  const tomorrow = stand === undefined ? undefined : tomorrowMorning(stand.now, community.zone)
  return (
    <Page title={say.title} description={say.what}>
      {clock.error !== undefined && <Failed error={clock.error} />}
      <Container>
        <Stand clock={clock} zone={community.zone} />
        <p role="status" className={look['running']}>
          {isBusy ? say.running : ''}
        </p>
      </Container>
      <Container header={<Header variant="h2">{say.forward}</Header>}>
        <div className={look['row']}>
          <Button variant="primary" disabled={isBusy} onClick={() => order((orders) => orders.step())}>
            {say.step}
          </Button>
          <Button disabled={isBusy} onClick={() => order((orders) => orders.run({ for: HOUR }))}>
            {say.hour}
          </Button>
          <Button disabled={isBusy} onClick={() => order((orders) => orders.run({ for: DAY }))}>
            {say.day}
          </Button>
          <Button
            disabled={isBusy || tomorrow === undefined}
            onClick={() => {
              if (tomorrow !== undefined) order((orders) => orders.run({ until: tomorrow }))
            }}
          >
            {say.tomorrow}
          </Button>
        </div>
      </Container>
      <Container header={<Header variant="h2">{say.speed}</Header>}>
        <SpaceBetween size="m">
          <div className={look['row']}>
            <Button
              disabled={isBusy || stand === undefined}
              onClick={() => order((orders) => orders.set({ paused: stand?.paused !== true }))}
            >
              {stand?.paused === true ? say.goOn : say.pause}
            </Button>
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
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">{say.people}</Header>}>
        <Toggle
          checked={clock.simulated === true}
          disabled={isBusy || clock.simulated === undefined}
          description={say.simulateWhy}
          onChange={({ detail }) => clock.simulate(detail.checked)}
        >
          {say.simulate}
        </Toggle>
      </Container>
      <Box color="text-body-secondary">{community.zone}</Box>
    </Page>
  )
}

export default ClockPage
