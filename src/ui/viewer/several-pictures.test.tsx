// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  CUP,
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

beforeEach(prepareStage)

const thumbnail = (name: RegExp) =>
  within(screen.getByRole('navigation', { name: 'Pictures' })).getByRole('button', { name })

describe('a region on another picture', () => {
  it('lights the thumbnail of its picture in its own hue', () => {
    showStage({ media: TWO_MEDIA, regions: [CUP, FAR] })
    expect(thumbnail(/^street/).dataset['lit']).toBe('false')
    act(() => viewer().light(FAR.key))
    expect(thumbnail(/^street/).dataset).toMatchObject({ lit: 'true', hue: `${FAR.hue}` })
    expect(thumbnail(/^cafe/).dataset['lit']).toBe('false')
    act(() => viewer().light(null))
    expect(thumbnail(/^street/).dataset['lit']).toBe('false')
  })

  it('lights no thumbnail once its picture is on the stage', () => {
    showStage({ media: TWO_MEDIA, regions: [CUP, FAR] })
    act(() => viewer().light(FAR.key))
    act(() => viewer().showMedia(1))
    expect(thumbnail(/^street/).dataset['lit']).toBe('false')
  })
})

describe('the rows of several pictures', () => {
  it('say which picture they are on', () => {
    showStage({ media: TWO_MEDIA, regions: [CUP, FAR] })
    act(() => viewer().toggle('listIsOpen'))
    expect(within(list()).getByRole('columnheader', { name: 'Picture' })).toBeDefined()
    const [first, second] = screen.getAllByTestId('region-row')
    if (first === undefined || second === undefined) throw new Error('a row is missing')
    expect(within(first).getByRole('cell', { name: '1 cafe.jpg' })).toBeDefined()
    expect(within(second).getByRole('cell', { name: '2 street.png' })).toBeDefined()
  })

  it('say nothing of it where there is one picture', () => {
    showStage({ regions: [CUP] })
    act(() => viewer().toggle('listIsOpen'))
    expect(within(list()).queryByRole('columnheader', { name: 'Picture' })).toBeNull()
    expect(within(list()).queryByText(/cafe/)).toBeNull()
  })

  it('keep their number where the model speaks of a picture that it was not given', () => {
    const beyond = { ...FAR, region: { ...FAR.region, media: 6 } }
    showStage({ media: TWO_MEDIA, regions: [beyond] })
    act(() => viewer().toggle('listIsOpen'))
    expect(screen.getByRole('cell', { name: '7' })).toBeDefined()
  })
})

describe('a lit shape', () => {
  it('says so, as chips and rows do', () => {
    showStage({ regions: [CUP, SPOON] })
    const lit = () => shapes().map((shape) => shape.dataset['lit'])
    expect(lit()).toEqual(['false', 'false'])
    act(() => viewer().light(SPOON.key))
    expect(lit()).toEqual(['false', 'true'])
  })
})

describe('tags on a crowded picture', () => {
  const crowd = Array.from({ length: 61 }, (_, index) => ({
    ...CUP,
    key: `answer:${index}`,
    number: index + 1,
    region: { ...CUP.region, label: `cup ${index + 1}` },
  }))

  it('stand only at the lit region', () => {
    showStage({ regions: crowd })
    expect(within(surface()).queryByText(/^cup \d+$/)).toBeNull()
    act(() => viewer().light('answer:7'))
    expect(within(surface()).getByText('cup 8')).toBeDefined()
  })
})

describe('how a picture was sent', () => {
  it.each([
    ['sent as it is', 'false'],
    ['turned upright, as JPEG', 'true'],
  ])('is known to the status line: "%s" counts as changed: %s', (sentNote, isChanged) => {
    const [first] = TWO_MEDIA
    if (first === undefined) throw new Error('no picture')
    showStage({ media: [{ ...first, sentNote }] })
    const line = screen.getByText(sentNote).closest('footer')
    expect(line?.dataset['changed']).toBe(isChanged)
  })
})
