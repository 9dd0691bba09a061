import { type Documented, none, type Route, route } from '../../api/http/route.ts'
import { routes as apiRoutes } from '../../api/routes.ts'
import { clockRoutes } from './clock-endpoints.ts'
import type { LocalContext } from './local-context.ts'
import { phoneRoutes } from './phone-endpoints.ts'
import { simulationRoutes } from './simulation-endpoints.ts'

const lines = (table: readonly Pick<Documented, 'method' | 'path' | 'summary'>[]): string =>
  table.map(({ method, path, summary }) => `  ${method.padEnd(4)} ${path}\n         ${summary}`).join('\n')

const getFrontPage = route<LocalContext, object>()({
  method: 'GET',
  path: '/',
  operation: 'getFrontPage',
  tag: 'Front page',
  summary: 'This page',
  params: none,
  query: none,
  body: none,
  answers: { 200: { description: 'The routes.', schema: none } },
  run: async () => ({
    status: 200,
    type: 'text/plain; charset=utf-8',
    text: `Sixclear on one machine\n\nThe API (docs/openapi.json describes it; header authorization: Bearer with the token; x-sixclear-actor: who acts)\n${lines(apiRoutes)}\n\nThe clock, the phones and who answers them, on this machine only\n${lines(localRoutes)}\n`,
  }),
})

/** The routes of the local server that the API does not have. */
export const localRoutes: readonly Route<LocalContext, object, string>[] = [
  getFrontPage,
  ...clockRoutes,
  ...phoneRoutes,
  ...simulationRoutes,
]
