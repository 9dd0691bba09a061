// An example of another system: who was asked today, who has reported, who was missed, as a table for a spreadsheet.
// It knows ids only. Start the server (npm start), then in another terminal:
//
//   npm run -s machine -- --client slots --scope events.read@qinghe > slots.env
//   node --env-file=slots.env examples/slots-of-today.mjs --out slots.csv
//
// Needs nothing but Node 20 or newer, and nothing of this project.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    /** Default: where the token comes from. */
    server: {
      type: 'string',
      default: new URL(process.env.token_endpoint ?? 'http://127.0.0.1:3000').origin,
    },
    zone: { type: 'string', default: 'Asia/Shanghai' },
    out: { type: 'string', default: 'slots.csv' },
    /** Writes once what has happened so far, and ends. Without: goes on with every event. */
    once: { type: 'boolean', default: false },
  },
})

const tokenOf = async () => {
  const { client_id: id, client_secret: secret, scope = '' } = process.env
  const response = await fetch(`${values.server}/sign-in/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
  })
  if (!response.ok) throw new Error(`no token: ${await response.text()}`)
  return (await response.json()).access_token
}

const dayOf = (at) => new Date(at).toLocaleDateString('sv-SE', { timeZone: values.zone })
const timeOf = (at) => new Date(at).toLocaleTimeString('sv-SE', { timeZone: values.zone })

/** By day, isolation and slot: what is known of it last. */
const slots = new Map()
/** Each event may come more than once: its id tells. */
const seen = new Set()

const states = { 'slot.asked': 'asked', 'slot.reported': 'reported', 'slot.missed': 'missed' }

const take = ({ id, type, at, isolation, grid, slot }) => {
  const state = states[type]
  if (state === undefined || slot === undefined || seen.has(id)) return
  seen.add(id)
  slots.set(`${dayOf(at)} ${isolation} ${slot}`, {
    day: dayOf(at),
    grid,
    isolation,
    slot,
    state,
    time: timeOf(at),
  })
}

const write = () => {
  const all = [...slots.values()]
  const today = all
    .map(({ day }) => day)
    .sort()
    .at(-1)
  const rows = all.filter(({ day }) => day === today).map((one) => Object.values(one).join(','))
  writeFileSync(values.out, ['day,grid,isolation,slot,state,time', ...rows.sort(), ''].join('\r\n'))
}

/** Reads until the connection ends; gives the place to go on from. */
const follow = async (after) => {
  const headers = { authorization: `Bearer ${await tokenOf()}`, 'last-event-id': after }
  const { ok, body, status } = await fetch(`${values.server}/events`, { headers })
  if (!ok) throw new Error(`GET /events: ${status}`)
  let place = after
  let text = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop()
    for (const block of blocks) {
      const { id, data } = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2)))
      place = id ?? place
      if (data !== undefined) take(JSON.parse(data))
      // A place without an event: this is all for now.
      else if (id !== undefined) {
        write()
        if (values.once) process.exit(0)
      }
    }
  }
  return place
}

for (let place = '0'; ; await new Promise((resolve) => setTimeout(resolve, 2000)))
  place = await follow(place).catch((error) => {
    process.stderr.write(`${values.server}: ${error.cause?.message ?? error.message}\n`)
    if (values.once) process.exit(1)
    return place
  })
