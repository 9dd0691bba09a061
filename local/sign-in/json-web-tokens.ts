import { createHash, type KeyObject, sign, verify } from 'node:crypto'
import * as z from 'zod/mini'

/** The token is invalid, for something else, or expired. The message says which. */
export class BadToken extends Error {
  override readonly name = 'BadToken'
}

/** P-256. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** The only client of this issuer. */
export const CLIENT_ID = 'sixclear-console'

export const Claims = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  aud: z.literal(CLIENT_ID),
  /** Seconds since 1970, as `iat`. */
  exp: z.int(),
  iat: z.int(),
  name: z.string(),
  'cognito:groups': z.array(z.string()),
})
export type Claims = z.infer<typeof Claims>

const Jwk = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() })

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const decode = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** JSON Web Tokens, signed (ES256) and read with the key of this start. */
export class JsonWebTokens {
  readonly #key: SigningKey
  readonly #jwk: z.infer<typeof Jwk>
  readonly #header: { readonly alg: 'ES256'; readonly typ: 'JWT'; readonly kid: string }

  constructor(key: SigningKey) {
    this.#key = key
    const { crv, kty, x, y } = Jwk.parse(key.publicKey.export({ format: 'jwk' }))
    this.#jwk = { crv, kty, x, y }
    // The thumbprint of RFC 7638: the members in alphabetical order.
    const kid = createHash('sha256').update(JSON.stringify(this.#jwk)).digest('base64url')
    this.#header = { alg: 'ES256', typ: 'JWT', kid }
  }

  /** The JSON Web Key Set. */
  get keys(): object {
    const { alg, kid } = this.#header
    return { keys: [{ ...this.#jwk, alg, kid, use: 'sig' }] }
  }

  sign(claims: Claims): string {
    const signed = `${encode(this.#header)}.${encode(claims)}`
    const signature = sign('sha256', Buffer.from(signed), {
      key: this.#key.privateKey,
      dsaEncoding: 'ieee-p1363',
    })
    return `${signed}.${signature.toString('base64url')}`
  }

  /** @throws BadToken */
  read(token: string, { issuer, at }: { readonly issuer: string; readonly at: number }): Claims {
    const [header = '', payload = '', signature = '', ...more] = token.split('.')
    // The header must be exactly ours, so that no other algorithm, such as `none`, is accepted.
    if (more.length > 0 || header !== encode(this.#header))
      throw new BadToken('the token is not of this start')
    const isSigned = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key: this.#key.publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
    if (!isSigned) throw new BadToken('the signature does not fit the token')
    const claims = Claims.safeParse(decode(payload))
    if (!claims.success) throw new BadToken('the token is not for this API')
    if (claims.data.iss !== issuer) throw new BadToken('the token is from another issuer')
    if (claims.data.exp * 1000 <= at) throw new BadToken('the token has expired')
    return claims.data
  }
}
