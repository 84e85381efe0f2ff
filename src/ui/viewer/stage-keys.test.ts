import { describe, expect, it } from 'vitest'
import { stageCommand } from './stage-keys.ts'

const NO_MODIFIERS = { ctrlKey: false, metaKey: false, altKey: false }

describe('keys on the stage', () => {
  it.each([
    ['0', { type: 'fit' }],
    ['f', { type: 'fit' }],
    ['1', { type: 'actual-size' }],
    ['+', { type: 'zoom', factor: 1.25 }],
    ['-', { type: 'zoom', factor: 0.8 }],
    ['n', { type: 'step', by: 1 }],
    ['p', { type: 'step', by: -1 }],
    ['h', { type: 'toggle-regions' }],
    ['Enter', { type: 'fly' }],
    ['Escape', { type: 'unlight' }],
    ['x', null],
    ['Tab', null],
  ])('%s means %o', (key, command) => {
    expect(stageCommand({ key, ...NO_MODIFIERS }, true)).toEqual(command)
    expect(stageCommand({ key, ...NO_MODIFIERS }, false)).toEqual(command)
  })

  it.each([
    ['ArrowDown', { type: 'step', by: 1 }, { type: 'pan', dx: 0, dy: -64 }],
    ['ArrowUp', { type: 'step', by: -1 }, { type: 'pan', dx: 0, dy: 64 }],
    ['ArrowRight', { type: 'step-media', by: 1 }, { type: 'pan', dx: -64, dy: 0 }],
    ['ArrowLeft', { type: 'step-media', by: -1 }, { type: 'pan', dx: 64, dy: 0 }],
  ])('%s steps while the picture is whole and pans while it is not', (key, whole, zoomed) => {
    expect(stageCommand({ key, ...NO_MODIFIERS }, true)).toEqual(whole)
    expect(stageCommand({ key, ...NO_MODIFIERS }, false)).toEqual(zoomed)
  })

  it.each(['ctrlKey', 'metaKey', 'altKey'])('leaves keys with %s to the browser', (modifier) => {
    expect(stageCommand({ key: '0', ...NO_MODIFIERS, [modifier]: true }, true)).toBeNull()
  })
})
