// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { useViewerStore } from '@/state/viewer-store.ts'
import { installPopover } from '@/testing/popover.ts'
import { sampleRegion } from './region-samples.ts'
import {
  at,
  browser,
  CUP,
  camera,
  DRAFT,
  FAR,
  list,
  prepareStage,
  SPOON,
  shapes,
  showStage,
  surface,
  TWO_MEDIA,
  viewer,
} from './stage-harness.tsx'

beforeAll(installPopover)
beforeEach(prepareStage)

describe('the overlay', () => {
  it('holds one shape a region with what programs read from it', () => {
    showStage()
    expect(shapes().map((shape) => shape.dataset['label'])).toEqual(['bowl', 'cup', 'spoon'])
    expect(screen.getByRole('img', { name: '1 cup, box 242 271 399 479' }).dataset).toMatchObject({
      kind: 'box',
      coords: '242,271,399,479',
      rect: '0.24200,0.27100,0.39900,0.47900',
      space: 'norm1000',
      order: 'xyxy',
      channel: 'answer',
      media: '0',
    })
  })

  it('draws only what lies on the picture shown', () => {
    showStage({ media: TWO_MEDIA, regions: [CUP, FAR] })
    expect(shapes().map((shape) => shape.dataset['label'])).toEqual(['cup'])
    act(() => viewer().showMedia(1))
    expect(shapes().map((shape) => shape.dataset['label'])).toEqual(['far'])
  })

  it('leaves out drafts or everything when they are switched off', async () => {
    const user = userEvent.setup()
    showStage()
    await user.click(screen.getByRole('button', { name: 'Drafts' }))
    expect(shapes().map((shape) => shape.dataset['label'])).toEqual(['cup', 'spoon'])
    await user.click(screen.getByRole('button', { name: 'Regions' }))
    expect(shapes()).toEqual([])
  })

  it('has the size of the picture on the stage', () => {
    showStage()
    const layer = screen.getByTestId('overlay').parentElement
    expect(layer?.style.width).toBe('879px')
    expect(layer?.style.transform).toBe('translate3d(34px, 30px, 0) scale(1)')
  })

  it('draws a crowd as paths, without an element for each region', () => {
    const crowd = Array.from({ length: 400 }, (_, index) =>
      sampleRegion([index, 0, index + 10, 10], { number: index + 1 }),
    )
    showStage({ regions: crowd })
    expect(shapes()).toEqual([])
    expect(list().dataset['count']).toBe('400')
    expect(screen.getByTestId('overlay').querySelectorAll('path').length).toBeLessThan(100)
  })
})

describe('the toolbar', () => {
  it('tells whether the picture is fitted and fits it again', async () => {
    const user = userEvent.setup()
    showStage()
    const fit = screen.getByRole('button', { name: 'Fit' })
    await user.click(screen.getByRole('button', { name: '100 %' }))
    expect(fit.getAttribute('aria-pressed')).toBe('false')
    expect(camera().viewport?.scale).toBe(1)
    await user.click(fit)
    expect(fit.getAttribute('aria-pressed')).toBe('true')
  })

  it('exports from its menu', async () => {
    const user = userEvent.setup()
    const { onExportJson } = showStage()
    await user.click(screen.getByRole('button', { name: 'Export' }))
    await user.click(screen.getByRole('menuitem', { name: 'Regions (JSON)' }))
    expect(onExportJson).toHaveBeenCalledOnce()
    expect(screen.queryByRole('menuitem')).toBeNull()
  })

  it('closes its menu on Escape and gives the focus back', async () => {
    const user = userEvent.setup()
    showStage()
    const button = screen.getByRole('button', { name: 'Export' })
    await user.click(button)
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('menuitem')).toBeNull()
    expect(document.activeElement).toBe(button)
  })

  it('offers no export of nothing', async () => {
    const user = userEvent.setup()
    showStage({ regions: [] })
    await user.click(screen.getByRole('button', { name: 'Export' }))
    const item = screen.getByRole('menuitem', {
      name: 'Regions (JSON)',
      description: 'There are no regions yet.',
    })
    expect(item.getAttribute('aria-disabled')).toBe('true')
  })
})

describe('the list', () => {
  it('holds its counts while it is closed, and no rows', () => {
    showStage({ malformedCount: 2 })
    expect(list().dataset).toMatchObject({ count: '3', possible: '1', malformed: '2' })
    expect(screen.queryAllByTestId('region-row')).toEqual([])
  })

  it('opens from the count with the answer first', async () => {
    const user = userEvent.setup()
    showStage()
    await user.click(screen.getByRole('button', { name: '2 boxes, 1 possible' }))
    const rows = screen.getAllByTestId('region-row')
    expect(rows.map((row) => row.dataset['label'])).toEqual(['cup', 'spoon', 'bowl'])
    expect(rows[0]?.dataset['rect']).toBe('0.24200,0.27100,0.39900,0.47900')
    expect(within(list()).getByText('2 boxes, 1 possible, 1 dropped draft')).toBeDefined()
  })

  it('says when there is nothing', async () => {
    const user = userEvent.setup()
    showStage({ regions: [], possibleCount: 0 })
    await user.click(screen.getByRole('button', { name: 'No regions' }))
    expect(within(list()).getByText('No regions yet')).toBeDefined()
  })

  it('lights a row with its region, flies on a click and copies the numbers as written', async () => {
    const user = userEvent.setup()
    const { onCopy } = showStage()
    act(() => viewer().toggle('listIsOpen'))
    const row = screen.getAllByTestId('region-row')[1]
    if (row === undefined) throw new Error('the list has no second row')
    await user.hover(row)
    expect(viewer().litKey).toBe(SPOON.key)
    expect(row.dataset['lit']).toBe('true')
    await user.click(within(row).getByRole('button', { name: 'Show 2 spoon' }))
    expect(viewer().flight?.key).toBe(SPOON.key)
    await user.click(within(row).getByRole('button', { name: 'Copy coordinates of 2' }))
    expect(onCopy).toHaveBeenCalledWith('300, 300, 340, 340')
  })

  it('is walked through with the arrow keys and closed with Escape', async () => {
    const user = userEvent.setup()
    showStage()
    act(() => viewer().toggle('listIsOpen'))
    act(() => screen.getByRole('button', { name: 'Show 1 cup' }).focus())
    await user.keyboard('{ArrowDown}')
    expect(viewer().litKey).toBe(SPOON.key)
    await user.keyboard('{Escape}')
    expect(viewer().listIsOpen).toBe(false)
  })
})

describe('a flight', () => {
  it('zooms to a region that is too small to see well', () => {
    showStage()
    const before = camera().viewport?.scale ?? 0
    act(() => viewer().flyTo(SPOON.key))
    expect(camera().viewport?.scale).toBeGreaterThan(before)
  })

  it('only lights a region that is well visible', () => {
    showStage()
    const before = camera().viewport
    act(() => viewer().flyTo(CUP.key))
    expect(camera().viewport).toEqual(before)
    expect(viewer().litKey).toBe(CUP.key)
  })

  it('starts again after the wishes of an earlier run were cleared', () => {
    showStage()
    act(() => viewer().flyTo(CUP.key))
    const before = camera().viewport?.scale ?? 0
    act(() => useViewerStore.setState({ litKey: null, flight: null, mediaIndex: 0 }))
    act(() => viewer().flyTo(SPOON.key))
    expect(camera().viewport?.scale).toBeGreaterThan(before)
  })

  it('switches to the picture that the region lies on', () => {
    showStage({ media: TWO_MEDIA, regions: [CUP, FAR] })
    act(() => viewer().flyTo(FAR.key))
    expect(viewer().mediaIndex).toBe(1)
    expect(screen.getByRole('application', { name: 'Picture street.png' })).toBeDefined()
    expect(camera().isFitted).toBe(false)
  })
})

describe('several pictures', () => {
  it('stand in a strip with their counts', async () => {
    const user = userEvent.setup()
    showStage({ media: TWO_MEDIA, regions: [CUP, SPOON, FAR, DRAFT] })
    const strip = within(screen.getByRole('navigation', { name: 'Pictures' }))
    expect(strip.getByRole('button', { name: 'cafe.jpg, 2 regions' })).toBeDefined()
    await user.click(strip.getByRole('button', { name: 'street.png, 1 region' }))
    expect(screen.getByRole('img', { name: 'street.png' })).toBeDefined()
  })

  it('have no strip when there is only one', () => {
    showStage()
    expect(screen.queryByRole('navigation')).toBeNull()
  })
})

describe('the stage', () => {
  it('fits the picture again when its own size changes', () => {
    showStage()
    browser.room = { width: 530, height: 630 }
    act(() => browser.resize())
    expect(camera().viewport?.scale).toBeCloseTo((530 - 44) / 3000)
  })

  it('tells what was sent and where the pointer is', () => {
    showStage()
    expect(screen.getByText('3000 × 2000, JPEG, 2.1 MB')).toBeDefined()
    expect(screen.getByText('sent as it is')).toBeDefined()
    fireEvent.pointerMove(surface(), at(500, 250))
    expect(screen.getByText('500, 250')).toBeDefined()
    expect(screen.getByText(/^1500, (499|500) px$/)).toBeDefined()
  })

  it('leaves rulers out on a phone', () => {
    browser.answered.add('(max-width: 40rem)')
    showStage()
    expect(screen.queryByTestId('rulers')).toBeNull()
  })

  it('lets a held region go when another run takes its place', () => {
    const { update } = showStage()
    act(() => viewer().hold(SPOON.key))
    update({ regions: [CUP] })
    expect(viewer().litKey).toBeNull()
  })

  it('calls no draft dropped while the run streams', () => {
    showStage({ answerIsWhole: false })
    act(() => viewer().toggle('listIsOpen'))
    expect(within(list()).getByText('2 boxes, 1 possible')).toBeDefined()
  })
})
