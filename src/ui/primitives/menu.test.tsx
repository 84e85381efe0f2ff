// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test, vi } from 'vitest'
import { installPopover } from '@/testing/popover.ts'
import { Menu, MenuItem } from './menu.tsx'

beforeAll(installPopover)

function show() {
  const onSelect = vi.fn()
  render(
    <Menu
      label="Fruit"
      trigger={(props) => (
        <button type="button" {...props}>
          Open
        </button>
      )}
    >
      <MenuItem onSelect={() => onSelect('apple')}>Apple</MenuItem>
      <MenuItem reason="There are no pears in winter." onSelect={() => onSelect('pear')}>
        Pear
      </MenuItem>
      <MenuItem onSelect={() => onSelect('plum')}>Plum</MenuItem>
    </Menu>,
  )
  return { onSelect, user: userEvent.setup(), trigger: screen.getByRole('button') }
}

const focusedName = () => document.activeElement?.firstElementChild?.nextSibling?.textContent

test.each([
  ['{Enter}', 'Apple'],
  ['{ArrowDown}', 'Apple'],
  ['{ArrowUp}', 'Plum'],
])(
  '%s on the button opens the menu on %s, though its items are not there before',
  async (key, name) => {
    const { user, trigger } = show()
    trigger.focus()
    await user.keyboard(key)
    expect(await screen.findAllByRole('menuitem')).toHaveLength(3)
    expect(focusedName()).toBe(name)
  },
)

test('the arrows go round, Home and End go to the ends, Escape gives the focus back', async () => {
  const { user, trigger } = show()
  trigger.focus()
  await user.keyboard('{ArrowDown}{ArrowUp}')
  expect(focusedName()).toBe('Plum')
  await user.keyboard('{ArrowDown}')
  expect(focusedName()).toBe('Apple')
  await user.keyboard('{End}')
  expect(focusedName()).toBe('Plum')
  await user.keyboard('{Home}')
  expect(focusedName()).toBe('Apple')
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('menuitem')).toBeNull()
  expect(document.activeElement).toBe(trigger)
})

test('what cannot be chosen is reached all the same, and says why', async () => {
  const { user, trigger, onSelect } = show()
  trigger.focus()
  await user.keyboard('{Enter}{ArrowDown}')
  const pear = screen.getByRole('menuitem', {
    name: 'Pear',
    description: 'There are no pears in winter.',
  })
  expect(document.activeElement).toBe(pear)
  expect(pear.getAttribute('aria-disabled')).toBe('true')
  await user.keyboard('{Enter}')
  expect(onSelect).not.toHaveBeenCalled()
  await user.keyboard('{End}{Enter}')
  expect(onSelect).toHaveBeenCalledWith('plum')
  expect(screen.queryByRole('menuitem')).toBeNull()
})
