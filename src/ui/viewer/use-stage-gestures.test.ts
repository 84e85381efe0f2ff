import { describe, expect, it } from 'vitest'
import { wheelFactor } from './use-stage-gestures.ts'

const TURN = { deltaY: -100, deltaMode: 0, ctrlKey: false }

describe('a turn of the wheel', () => {
  it('enlarges upwards and shrinks downwards by as much', () => {
    const enlarged = wheelFactor(TURN)
    expect(enlarged).toBeGreaterThan(1)
    expect(enlarged * wheelFactor({ ...TURN, deltaY: 100 })).toBeCloseTo(1)
  })

  it('counts lines as what they are high', () => {
    const lines = wheelFactor({ deltaY: -3, deltaMode: 1, ctrlKey: false })
    expect(lines).toBeCloseTo(wheelFactor({ ...TURN, deltaY: -48 }))
  })

  it('follows the fingers of a trackpad pinch, whose steps are small', () => {
    const pinch = wheelFactor({ deltaY: -5, deltaMode: 0, ctrlKey: true })
    expect(pinch).toBeGreaterThan(wheelFactor({ ...TURN, deltaY: -5 }))
  })

  it.each([-1e9, 1e9])('never does more than double or halve (%d)', (deltaY) => {
    const factor = wheelFactor({ ...TURN, deltaY })
    expect(Math.abs(Math.log2(factor))).toBeCloseTo(1)
  })
})
