import * as z from 'zod/mini'

/** The gateway's ids have up to 64 bits, of which JavaScript's numbers would keep 53. No string in JSON holds a bare quote. */
const LONG_NUMBER = /("(?:sequence_id|biz_id|out_id)"\s*:\s*)(\d+)(?=\s*[,}])/g

/** As they say, gateways write UTF-8; some pass on what a carrier gave them in GBK. */
const decoded = (body: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return new TextDecoder('gb18030').decode(body)
  }
}

/** A callback holds any number of texts or receipts. undefined: it is no JSON array or object. */
export const entriesIn = (body: Uint8Array): readonly object[] | undefined => {
  try {
    const content: unknown = JSON.parse(decoded(body).replace(LONG_NUMBER, '$1"$2"'))
    const entries = Array.isArray(content) ? content : [content]
    return z.safeParse(z.array(z.record(z.string(), z.unknown())), entries).data
  } catch {
    return undefined
  }
}
