import { describe, expect, it } from 'vitest'
import { MAX_MESSAGE_LENGTH, plainMessage, readPageTitle } from './plain-message.ts'

describe('plainMessage', () => {
  it.each([
    ['keeps plain words', 'Invalid API Key', 'Invalid API Key'],
    ['joins lines', 'a\r\n\tb', 'a b'],
    ['drops control characters', 'a\u0000\u001b[31mb', 'a [31mb'],
    ['drops marks that turn or hide text', 'a\u202eb\u200bc', 'a b c'],
    ['drops data URLs', 'bad data:image/png;base64,AAAA here', 'bad … here'],
    ['drops long base64', `bad ${'A'.repeat(100)} here`, 'bad … here'],
    ['drops bearer tokens', 'got "Bearer abc.def" twice', 'got "Bearer ••••" twice'],
    [
      'drops a key that a server repeats',
      'Incorrect API key provided: sk-proj-abcdef0123456789.',
      'Incorrect API key provided: ••••.',
    ],
    ['drops a key of Zhipu', `key ${'0a'.repeat(16)}.Abcdef123456 is old`, 'key •••• is old'],
    [
      'cuts an echo of pydantic',
      "bad field [type=x, input_value='my question']",
      'bad field [type=x,',
    ],
    ['cuts an echo of messages', `failed: {"messages": [{"role":"user"}]}`, 'failed: {'],
    ['keeps a message about messages', 'messages must not be empty', 'messages must not be empty'],
  ])('%s', (_title, text, expected) => {
    expect(plainMessage(text)).toBe(expected)
  })

  it('cuts a long message without splitting a character', () => {
    const message = plainMessage('😀 '.repeat(2000))
    expect(message.length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH)
    expect(message.endsWith('…')).toBe(true)
    expect(encodeURIComponent(message)).toContain('%F0')
  })
})

describe('readPageTitle', () => {
  it.each([
    ['<!doctype html><TITLE lang=en>\n Login </TITLE>', 'Login'],
    ['<html><title></title>', null],
    ['<html><title>cut', null],
    ['<html><body>none', null],
  ])('reads the title of %s', (html, title) => {
    expect(readPageTitle(html)).toBe(title)
  })
})
