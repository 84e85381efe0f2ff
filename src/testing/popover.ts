/** What the tests' DOM lacks of popovers: opening and closing by method, by the button that names one, and by Escape. */
export function installPopover(): void {
  let before: Element | null = null
  const isOpen = (element: HTMLElement) => element.dataset['popoverOpen'] !== undefined
  const change = (element: HTMLElement, opens: boolean) => {
    if (isOpen(element) === opens) return
    if (opens) {
      before = document.activeElement
      element.dataset['popoverOpen'] = ''
    } else {
      delete element.dataset['popoverOpen']
      if (before instanceof HTMLElement) before.focus()
    }
    // Its style sheet hides what it does not know to be open.
    element.style.display = opens ? 'block' : ''
    const event = new Event('toggle')
    Object.assign(event, {
      oldState: opens ? 'closed' : 'open',
      newState: opens ? 'open' : 'closed',
    })
    element.dispatchEvent(event)
  }
  Object.assign(HTMLElement.prototype, {
    showPopover(this: HTMLElement) {
      change(this, true)
    },
    hidePopover(this: HTMLElement) {
      change(this, false)
    },
    togglePopover(this: HTMLElement, force = !isOpen(this)) {
      change(this, force)
    },
  })
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('[popovertarget]') : null
    const named = document.getElementById(button?.getAttribute('popovertarget') ?? '')
    if (named) change(named, !isOpen(named))
  })
  document.addEventListener(
    'keydown',
    ({ key }) => {
      const open = document.querySelector<HTMLElement>('[data-popover-open]')
      if (key === 'Escape' && open) change(open, false)
    },
    true,
  )
}
