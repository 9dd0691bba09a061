/** What a page may load and do. */
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

/** The console's page. The local issuer has the same origin, so 'self' is enough. */
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

/** The sign-in pages. With `no-referrer` a browser would not send the Origin of their form, which is checked. */
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
