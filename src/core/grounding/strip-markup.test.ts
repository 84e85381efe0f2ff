import { describe, expect, it } from 'vitest'
import { stripMarkup } from './strip-markup.ts'

describe('stripMarkup', () => {
  it.each([
    ['box tokens', 'At <|begin_of_box|>[[1,2,3,4]]<|end_of_box|>.', 'At [[1,2,3,4]].'],
    ['a token with a slash', '[1]</|end_of_box|>', '[1]'],
    ['unpaired tokens', 'a<|end_of_box|>b<|begin_of_box|>', 'ab'],
    ['answer tags', '<answer>42</answer>', '42'],
    ['leaked special tokens', 'done<|user|><|endoftext|><|observation|>', 'done'],
    ['a thought', '<think>hm [1,2]</think>\nyes', '\nyes'],
    ['an empty thought', '<think></think><answer>a</answer>', 'a'],
    ['a thought that was never opened', 'hm</think>yes', 'yes'],
    ['a thought that never closes', 'a<think>hm', 'a'],
    ['two thoughts', '<think>a</think>b<think>c</think>d', 'bd'],
    ['the end of a second thought', 'a<think>b</think>c</think>d', 'acd'],
  ])('removes %s', (_, text, expected) => {
    expect(stripMarkup(text)).toBe(expected)
  })

  it('leaves what is no markup', () => {
    const text = 'x < 3 and <b>bold</b> and <|not a token|> and a|b <https://example.com>'
    expect(stripMarkup(text)).toBe(text)
  })
})
