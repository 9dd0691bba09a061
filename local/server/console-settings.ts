import { CLIENT_ID } from '../sign-in/json-web-tokens.ts'
import { type HttpRequest, type HttpResponse, originOf } from '../http/http-exchange.ts'

export const SETTINGS = '/console-settings.json'

/** Where the console signs in and whom it asks. On AWS a file with the same members lies beside its pages. */
export const consoleSettings = (request: HttpRequest): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify({
    stage: 'local',
    local: true,
    issuer: originOf(request),
    clientId: CLIENT_ID,
    scope: 'openid',
    api: '/api',
  }),
})
