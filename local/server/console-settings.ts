import { type HttpRequest, type HttpResponse, originOf } from '../http/http-exchange.ts'
import { CLIENT_ID } from '../sign-in/json-web-tokens.ts'

export const SETTINGS = '/console-settings.json'

/** The console's settings: its issuer and its API. On AWS they are a file beside its pages. */
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
