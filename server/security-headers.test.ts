import { expect, test } from 'vitest'
import { metaContentSecurityPolicy, securityHeaders } from './security-headers.ts'

test('the page runs only our own files and is framed by nobody', () => {
  expect(securityHeaders('page')).toMatchObject({
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; font-src 'self'; worker-src 'self'; connect-src 'self' https: http://localhost:* http://127.0.0.1:*; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types sightline-worker; frame-ancestors 'none'",
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
  })
})

test('the meta element carries the same policy without what it cannot hold', () => {
  expect(`${metaContentSecurityPolicy}; frame-ancestors 'none'`).toBe(
    securityHeaders('page')['Content-Security-Policy'],
  )
})

test('only the preview page runs inline code, and it is sandboxed away from our origin', () => {
  const policy = securityHeaders('preview')['Content-Security-Policy']
  expect(policy).toContain('sandbox allow-scripts')
  expect(policy).not.toContain('allow-same-origin')
  expect(securityHeaders('relay')['Content-Security-Policy']).not.toContain('unsafe')
})
