import * as z from 'zod/mini'
import { none, route } from '../../api/http/route.ts'
import type { LocalContext } from './local-context.ts'

const Switch = z.strictObject({
  on: z.boolean().check(z.describe('Simulated residents and staff answer texts.')),
})

const answers = { 200: { description: 'Whether it is on.', schema: Switch } } as const

const getSimulation = route<LocalContext, object>()({
  method: 'GET',
  path: '/simulation',
  operation: 'getSimulation',
  tag: 'Simulation',
  summary: 'Whether simulated people answer texts',
  params: none,
  query: none,
  body: none,
  answers,
  run: async ({ simulation }) => ({ status: 200, json: { on: simulation.on } }),
})

const setSimulation = route<LocalContext, object>()({
  method: 'POST',
  path: '/simulation',
  operation: 'setSimulation',
  tag: 'Simulation',
  summary: 'Switch the simulation on or off',
  params: none,
  query: none,
  body: Switch,
  answers,
  run: async ({ simulation }, { body }) => {
    await simulation.set(body.on)
    return { status: 200, json: { on: simulation.on } }
  },
})

export const simulationRoutes = [getSimulation, setSimulation]
