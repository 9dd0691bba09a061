import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { HttpRequest, HttpResponse } from '../http/http-exchange.ts'
import { consolePageHeaders } from '../http/page-headers.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** Names of built files: none begins with a dot, so no path leads out of the folder. */
const BUILT = /^(?:\/[\w-][\w.-]*)+\.\w+$/
const HASHED = '/assets/'

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sixclear</title>
<h1>The console has not been built</h1>
<p>Run <code>npm run console:build</code>, then load this page again. <code>npm start</code> does it by itself.</p>
<p lang="zh-CN">控制台还没有构建。请运行 <code>npm run console:build</code>，再刷新本页。</p>
</html>
`

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code))

const contentOf = async (path: string): Promise<Buffer | undefined> => {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

const isPageLoad = ({ headers }: HttpRequest): boolean => (headers['accept'] ?? '').includes('text/html')

/** Revalidated each time, and sent only when it has changed. */
const fresh = (
  request: HttpRequest,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
): HttpResponse => {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const known = { ...headers, 'cache-control': 'no-cache', etag }
  return request.headers['if-none-match'] === etag
    ? { status: 304, headers: known, body: '' }
    : { status: 200, headers: known, body }
}

const file = async (folder: string, request: HttpRequest): Promise<HttpResponse | undefined> => {
  const { path } = request
  const type = TYPES[extname(path)]
  if (type === undefined || !BUILT.test(path)) return undefined
  const body = await contentOf(join(folder, path))
  if (body === undefined) return undefined
  const headers = { 'content-type': type, 'cross-origin-resource-policy': 'same-origin' }
  if (!path.startsWith(HASHED)) return fresh(request, body, headers)
  // Its name changes with its content.
  return {
    status: 200,
    headers: { ...headers, 'cache-control': 'public, max-age=31536000, immutable' },
    body,
  }
}

const page = async (folder: string, request: HttpRequest): Promise<HttpResponse> => {
  const body = await contentOf(join(folder, 'index.html'))
  if (body !== undefined) return fresh(request, body, consolePageHeaders)
  return { status: 503, headers: { ...consolePageHeaders, 'cache-control': 'no-store' }, body: NOT_BUILT }
}

/**
 * The built console: its files, and its one page for every address that a browser loads. undefined: the request is
 * not for the console.
 */
export const serveConsole = async (
  folder: string,
  request: HttpRequest,
): Promise<HttpResponse | undefined> => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
  const built = await file(folder, request)
  if (built !== undefined) return built
  if (request.path.startsWith(HASHED))
    return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'There is no such file.\n' }
  return isPageLoad(request) ? page(folder, request) : undefined
}
