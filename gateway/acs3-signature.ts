import { createHash, createHmac } from 'node:crypto'

export interface AccessKey {
  readonly accessKeyId: string
  readonly accessKeySecret: string
}

export interface Request {
  readonly method: 'POST'
  readonly url: URL
  /** In small letters; without those that the signature adds. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** As RFC 3986 has it; encodeURIComponent leaves five characters alone. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

const canonicalQuery = (url: URL): string =>
  [...url.searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')

/**
 * The headers of a request with its signature. The date and the nonce among them are signed too, so that nobody who
 * reads a request can send it again.
 * https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 */
export const signedHeaders = (
  { method, url, headers, body }: Request,
  { accessKeyId, accessKeySecret }: AccessKey,
): Readonly<Record<string, string>> => {
  const signed: Record<string, string> = { ...headers, host: url.host, 'x-acs-content-sha256': sha256(body) }
  const names = Object.keys(signed).sort()
  const canonical = [
    method,
    url.pathname,
    canonicalQuery(url),
    names.map((name) => `${name}:${(signed[name] ?? '').trim()}\n`).join(''),
    names.join(';'),
    sha256(body),
  ].join('\n')
  const signature = createHmac('sha256', accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex')
  return {
    ...signed,
    authorization: `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
  }
}
