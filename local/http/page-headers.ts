/** What a page may load and do: nothing but this. */
const policy = (allowed: Readonly<Record<string, string>>): string =>
  Object.entries({ 'default-src': "'none'", ...allowed, 'base-uri': "'none'", 'frame-ancestors': "'none'" })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ')

const common = {
  'content-type': 'text/html; charset=utf-8',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** The console. The issuer has its origin on this machine, so that 'self' is all of it. */
export const consolePageHeaders: Readonly<Record<string, string>> = {
  ...common,
  'content-security-policy': policy({
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'font-src': "'self' data:",
    'connect-src': "'self'",
    'manifest-src': "'self'",
    'form-action': "'self'",
  }),
  'referrer-policy': 'no-referrer',
}

/** The pages of the sign-in. Under `no-referrer` a browser would keep back the Origin of their form, which is checked. */
export const signInPageHeaders: Readonly<Record<string, string>> = {
  ...common,
  'content-security-policy': policy({
    'style-src': "'self'",
    'img-src': "'self'",
    'form-action': "'self'",
  }),
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
}
