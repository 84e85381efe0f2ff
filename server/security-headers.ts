/**
 * The closed page: nothing but our own files runs or loads, and only `fetch` may leave, because people choose their
 * own endpoints. Pictures never come from elsewhere, which is what stops an answer from leaking through an image
 * address. The one Trusted Types policy makes the addresses of our built workers.
 */
const pageDirectives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types sightline-worker',
]

/** The page that shows generated HTML: its code runs, sandboxed, and reaches nothing; only our own page frames it. */
const previewDirectives = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  "frame-ancestors 'self'",
  'sandbox allow-scripts',
]

/** What another server answered through the relay is data on our origin, never a page or a script. */
const relayDirectives = ["default-src 'none'", "frame-ancestors 'none'", 'sandbox']

/** The policy as `<meta http-equiv>` carries it, for static hosts. A meta element cannot hold `frame-ancestors`. */
export const metaContentSecurityPolicy = pageDirectives.join('; ')

const sharedHeaders = {
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': [
    'accelerometer=()',
    'camera=()',
    'display-capture=()',
    'geolocation=()',
    'gyroscope=()',
    'magnetometer=()',
    'microphone=()',
    'midi=()',
    'payment=()',
    'usb=()',
  ].join(', '),
}

const policies = {
  page: [...pageDirectives, "frame-ancestors 'none'"].join('; '),
  preview: previewDirectives.join('; '),
  relay: relayDirectives.join('; '),
}

/** The headers every response carries. `preview` is `/preview.html`, `relay` whatever another server said. */
export function securityHeaders(kind: 'page' | 'preview' | 'relay'): Record<string, string> {
  return { ...sharedHeaders, 'Content-Security-Policy': policies[kind] }
}
