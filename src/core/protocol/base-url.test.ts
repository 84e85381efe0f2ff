import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBaseUrl } from './base-url.ts'

describe('parseBaseUrl', () => {
  it.each([
    [
      'https://api.z.ai/api/paas/v4',
      'https://api.z.ai/api/paas/v4',
      'https://api.z.ai',
      false,
      true,
    ],
    [' HTTPS://API.Z.AI:443/v1/ ', 'https://api.z.ai/v1', 'https://api.z.ai', false, true],
    [
      'http://localhost:11434/v1?x=1#y',
      'http://localhost:11434/v1',
      'http://localhost:11434',
      true,
      false,
    ],
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000', 'http://127.0.0.1:8000', true, false],
    ['http://[::1]:8000/v1//', 'http://[::1]:8000/v1', 'http://[::1]:8000', true, false],
    [
      'http://127.0.0.1.evil.com/',
      'http://127.0.0.1.evil.com',
      'http://127.0.0.1.evil.com',
      false,
      false,
    ],
  ])('reads %s', (text, href, origin, isLoopback, isSecure) => {
    expect(parseBaseUrl(text)).toEqual({ ok: true, value: { href, origin, isLoopback, isSecure } })
  })

  it.each([
    ['', /^Type the address/],
    ['localhost:8000/v1', /Did you mean http:\/\/localhost:8000\/v1\?$/],
    ['192.168.1.5:8000', /Did you mean http:\/\/192\.168\.1\.5:8000\?$/],
    ['api.z.ai/api', /Did you mean https:\/\/api\.z\.ai\/api\?$/],
    ['ftp://example.com', /^The address must begin with http:\/\/ or https:\/\/\.$/],
    ['javascript:alert(1)', /^The address must begin with http:\/\/ or https:\/\/\.$/],
    ['https://user:secret@example.com', /user name or password/],
    ['https://', /has no host/],
    ['https://exa mple.com', /not a host name/],
    ['https://例え.jp', /not a host name/],
    ['http://0x7f.1', /not a host name/],
    ['http://2130706433', /not a host name/],
    ['http://256.1.1.1', /not a host name/],
    ['http://example.com:99999', /port/],
    ['http://example.com:80a', /host/],
    ['http://example.com/a/../b', /path/],
    ['http://example.com\\@evil.com', /path|host/],
    [`http://example.com/${'a'.repeat(3000)}`, /too long/],
  ])('says in a sentence what is wrong with %j', (text, sentence) => {
    const parsed = parseBaseUrl(text)
    expect(parsed.ok ? '' : parsed.error).toMatch(sentence)
  })

  it('never repeats a password that was typed into the address', () => {
    const parsed = parseBaseUrl('https://user:secret@example.com')
    expect(JSON.stringify(parsed)).not.toContain('secret')
  })

  it("reads what it accepts exactly as the browser's URL does", () => {
    const piece = fc.constantFrom(
      ...['a', 'Z', '1', '127.0.0.1', '.', '-', ':', '80', '8000', '/', 'v1', '%41', '@', '[::1]'],
      ...['0', '_', 'localhost', '?q', '#f', '\\', ' ', '..', '0x1'],
    )
    const text = fc
      .tuple(fc.constantFrom('http://', 'https://', 'HTTP://'), fc.array(piece, { maxLength: 7 }))
      .map(([scheme, pieces]) => scheme + pieces.join(''))
    let accepted = 0
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseBaseUrl(input)
        if (parsed.ok) {
          accepted += 1
          const url = new URL(input.trim())
          expect(parsed.value.origin).toBe(url.origin)
          expect(new URL(parsed.value.href).origin).toBe(url.origin)
          expect(parsed.value.href).toBe(url.origin + url.pathname.replace(/\/+$/, ''))
        }
      }),
      { seed: 13, numRuns: 20_000 },
    )
    expect(accepted).toBeGreaterThan(500)
  })
})
