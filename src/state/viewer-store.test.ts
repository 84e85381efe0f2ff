import { beforeEach, describe, expect, it } from 'vitest'
import { useViewerStore } from './viewer-store.ts'

const viewer = () => useViewerStore.getState()

beforeEach(() => useViewerStore.setState(useViewerStore.getInitialState()))

describe('lighting a region', () => {
  it('lasts as long as the pointer is on it', () => {
    viewer().light('answer:1')
    expect(viewer().litKey).toBe('answer:1')
    viewer().light(null)
    expect(viewer().litKey).toBeNull()
  })

  it('goes back to the region that was flown to', () => {
    viewer().flyTo('answer:0')
    viewer().light('answer:1')
    viewer().light(null)
    expect(viewer().litKey).toBe('answer:0')
  })

  it('ends for good with unlight', () => {
    viewer().hold('answer:0')
    viewer().unlight()
    viewer().light(null)
    expect(viewer().litKey).toBeNull()
  })
})

it('tells two wishes for the same region apart', () => {
  viewer().flyTo('answer:0')
  const first = viewer().flight
  viewer().flyTo('answer:0')
  expect(viewer().flight?.key).toBe(first?.key)
  expect(viewer().flight?.count).not.toBe(first?.count)
})

it('turns a switch over', () => {
  viewer().toggle('listIsOpen')
  expect(viewer().listIsOpen).toBe(true)
  viewer().toggle('listIsOpen')
  expect(viewer().listIsOpen).toBe(false)
})
