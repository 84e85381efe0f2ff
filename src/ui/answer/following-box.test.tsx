// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { FollowingBox } from './following-box.tsx'

test.each([
  [0, 'false'],
  [1, 'false'],
  [12, 'false'],
  [13, 'true'],
])('reasoning that is scrolled by %d pixels fades at its upper edge: %s', (scrollTop, fades) => {
  render(
    <FollowingBox id="text" isFollowing={false} onTouch={() => {}}>
      I look at the table.
    </FollowingBox>,
  )
  const box = screen.getByRole('region', { name: 'Reasoning text' })
  fireEvent.scroll(box, { target: { scrollTop } })
  expect(box.dataset['scrolled']).toBe(fades)
})
