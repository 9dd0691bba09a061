import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { pipeline } from 'node:stream/promises'
import { threadId } from 'node:worker_threads'
import { createBrotliDecompress } from 'node:zlib'

const packed = resolve(
  dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
  '../../bin/chromium.br',
)
const unpacked = resolve(import.meta.dirname, '../../.sixclear/browser/chromium-147')

/** The browser from npm, unpacked once. It has a temporary name until it is complete, because several tests may start at once. */
export const chromiumPath = async (): Promise<string> => {
  if (existsSync(unpacked)) return unpacked
  mkdirSync(dirname(unpacked), { recursive: true })
  const part = join(dirname(unpacked), `part-${process.pid}-${threadId}`)
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(part, { mode: 0o700 }))
  renameSync(part, unpacked)
  return unpacked
}
