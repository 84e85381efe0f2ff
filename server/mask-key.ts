import { Transform } from 'node:stream'
import { secretForms } from '@/core/protocol/secret-forms.ts'

/**
 * Lets a body through with stars in the place of a key that it repeats, as servers do of one they refuse: a page must not
 * learn the key of the environment from them. Its length stays; no more is held back than one key is long.
 */
export function maskKey(key: string): Transform {
  const forms = secretForms([key])
  const longest = Math.max(1, ...forms.map(({ length }) => length))
  let rest = ''
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      // One character a byte, so that pieces of longer characters stay what they are; keys of the environment are ASCII.
      const text = hide(rest + chunk.toString('latin1'), forms)
      const end = Math.max(0, text.length - longest + 1)
      rest = text.slice(end)
      done(null, Buffer.from(text.slice(0, end), 'latin1'))
    },
    flush(done) {
      done(null, Buffer.from(rest, 'latin1'))
    },
  })
}

function hide(text: string, forms: readonly string[]): string {
  return forms.reduce((masked, form) => masked.replaceAll(form, '*'.repeat(form.length)), text)
}
