import { expect, test } from 'vitest'
import { namedParameter } from './named-parameter.ts'

const named = (message: string, code: string | null = '1214') =>
  namedParameter({ kind: 'request', retry: 'never', code, message })?.id ?? null

test.each([
  ['Invalid API parameter, please check `top_p`.', 'top_p'],
  ['temperature 参数非法。取值范围 [0,1]', 'temperature'],
  ['body.max_output_tokens: Input should be greater than 0', 'max_tokens'],
  ["'stop' is too long", 'stop'],
  ['[{"loc":["body","seed"]}]', 'seed'],
  ['The stream could not be opened; stop and try again', null],
  ['desktop_psi is odd', null],
  ['', null],
])('of the refusal %j the parameter is %s', (message, id) => {
  expect(named(message)).toBe(id)
})

test('a request that is running already is about its ID', () => {
  expect(named('Please do not repeat', '1231')).toBe('request_id')
})
