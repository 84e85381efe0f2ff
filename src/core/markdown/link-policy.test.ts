import { describe, expect, test } from 'vitest'
import { checkLink, feignsHost } from './link-policy.ts'

describe('link policy', () => {
  test.each([
    ['https://docs.z.ai/guide?a=1#b', 'https://docs.z.ai/guide?a=1#b', 'docs.z.ai'],
    ['HTTP://Example.COM:8080/x', 'http://example.com:8080/x', 'example.com:8080'],
    ['https://good.example@evil.example/', 'https://evil.example/', 'evil.example'],
    ['https://a:b@c@evil.example', 'https://evil.example', 'evil.example'],
    ['http://[::1]:80/', 'http://[::1]:80/', '[::1]:80'],
    ['mailto:ann@example.com?bcc=eve@evil.example', 'mailto:ann@example.com', 'example.com'],
  ])('%s leads to %s, host %s', (href, address, host) => {
    expect(checkLink(href)).toEqual({ kind: 'allowed', href: address, host })
  })

  test.each([
    '',
    '/settings',
    '#connect=x',
    '//evil.example/path',
    'javascript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' https://evil.example',
    'data:text/html;base64,PHNjcmlwdD4=',
    'vbscript:msgbox(1)',
    'blob:https://evil.example/1',
    'file:///etc/passwd',
    '\\\\evil.example\\share',
    'https://good.example\\@evil.example/',
    'https:/evil.example',
    'https:evil.example',
    'https://',
    'https://аpple.example/',
    'https://%61pple.example/',
    'ms-msdt:/id',
    'mailto:',
    `https://a.example/${'x'.repeat(3000)}`,
  ])('%j is inert', (href) => {
    expect(checkLink(href)).toEqual({ kind: 'inert' })
  })

  test.each([
    ['https://open.bigmodel.cn/usercenter', 'evil.example', true],
    ['bigmodel.cn', 'evil.example', true],
    ['www.evil.example', 'evil.example', false],
    ['http://evil.example:80/x', 'evil.example:80', false],
    ['the manual', 'evil.example', false],
  ])('text %j over host %s feigns another host: %s', (text, host, expected) => {
    expect(feignsHost(text, host)).toBe(expected)
  })
})
