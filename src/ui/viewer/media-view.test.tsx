// @vitest-environment jsdom
import { act, fireEvent, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  at,
  CUP,
  camera,
  click,
  DRAFT,
  prepareStage,
  SPOON,
  shapes,
  showStage,
  surface,
  viewer,
} from './stage-harness.tsx'

beforeEach(prepareStage)

describe('the pointer', () => {
  it('lights the smallest region under it and none beside them', () => {
    showStage()
    fireEvent.pointerMove(surface(), at(320, 320))
    expect(viewer().litKey).toBe(SPOON.key)
    fireEvent.pointerMove(surface(), at(260, 460))
    expect(viewer().litKey).toBe(CUP.key)
    fireEvent.pointerMove(surface(), at(900, 900))
    expect(viewer().litKey).toBeNull()
  })

  it('holds what it clicks, and the next larger region on another click', () => {
    showStage()
    click(320, 320, 1000)
    expect(viewer().heldKey).toBe(SPOON.key)
    click(320, 320, 2000)
    expect(viewer().heldKey).toBe(CUP.key)
    click(320, 320, 3000)
    expect(viewer().heldKey).toBe(SPOON.key)
    click(900, 900, 4000)
    expect(viewer().heldKey).toBeNull()
  })

  it('takes the second half of a double click for no click', () => {
    showStage()
    click(320, 320, 1000)
    click(320, 320, 1100)
    expect(viewer().heldKey).toBe(SPOON.key)
  })

  it('drags the picture and does not click then', () => {
    showStage()
    const before = camera().viewport
    fireEvent.pointerDown(surface(), { ...at(320, 320), pointerId: 1, button: 0 })
    const from = at(320, 320)
    const to = { clientX: from.clientX + 40, clientY: from.clientY + 10 }
    fireEvent.pointerMove(surface(), { ...to, pointerId: 1 })
    fireEvent.pointerUp(surface(), { ...to, pointerId: 1, button: 0 })
    expect(camera().viewport?.x).toBe((before?.x ?? 0) + 40)
    expect(viewer().heldKey).toBeNull()
  })

  it('zooms with two fingers by as much as they part', () => {
    showStage()
    const before = camera().viewport?.scale ?? 0
    fireEvent.pointerDown(surface(), { clientX: 400, clientY: 300, pointerId: 1, button: 0 })
    fireEvent.pointerDown(surface(), { clientX: 500, clientY: 300, pointerId: 2, button: 0 })
    fireEvent.pointerMove(surface(), { clientX: 600, clientY: 300, pointerId: 2 })
    expect(camera().viewport?.scale).toBeCloseTo(before * 2)
  })

  it('zooms with the wheel and keeps the page where it is', () => {
    showStage()
    const before = camera().viewport?.scale ?? 0
    const wheel = new WheelEvent('wheel', { deltaY: -100, bubbles: true, cancelable: true })
    fireEvent(surface(), wheel)
    expect(wheel.defaultPrevented).toBe(true)
    expect(camera().viewport?.scale).toBeGreaterThan(before)
  })

  it('fits with a double click', () => {
    showStage()
    act(() => camera().zoomTo(1))
    fireEvent.doubleClick(surface())
    expect(camera().isFitted).toBe(true)
  })
})

describe('keys', () => {
  it('step through the regions, fly, hide and unlight', async () => {
    const user = userEvent.setup()
    showStage()
    act(() => surface().focus())
    await user.keyboard('n')
    expect(viewer().litKey).toBe(DRAFT.key)
    await user.keyboard('{ArrowDown}')
    expect(viewer().litKey).toBe(CUP.key)
    await user.keyboard('p')
    expect(viewer().litKey).toBe(DRAFT.key)
    await user.keyboard('{Enter}')
    expect(viewer().flight?.key).toBe(DRAFT.key)
    await user.keyboard('h')
    expect(shapes()).toEqual([])
    await user.keyboard('{Escape}')
    expect(viewer().litKey).toBeNull()
  })

  it('keep Escape for a lit region and pass it on otherwise', async () => {
    const user = userEvent.setup()
    const onEscape = vi.fn()
    window.addEventListener('keydown', onEscape)
    showStage()
    act(() => surface().focus())
    act(() => viewer().hold(CUP.key))
    await user.keyboard('{Escape}')
    expect(onEscape).not.toHaveBeenCalled()
    await user.keyboard('{Escape}')
    expect(onEscape).toHaveBeenCalledOnce()
    window.removeEventListener('keydown', onEscape)
  })

  it('say what they lit', async () => {
    const user = userEvent.setup()
    showStage({ regions: [CUP] })
    act(() => surface().focus())
    await user.keyboard('n')
    expect(within(surface()).getByText('1 cup, box 242 271 399 479')).toBeDefined()
  })
})
