import type { Config } from 'tailwindcss'

const token = (name: string) => `var(--${name})`

/**
 * Tokens live here as names; their values are the CSS variables of `src/index.css`, so that themes switch at run
 * time without a rebuild.
 */
export default {
  content: ['./index.html', './src/**/*.{ts,tsx}'],
  theme: {
    extend: {
      colors: {
        stage: token('stage'),
        panel: token('panel'),
        raised: token('raised'),
        sunk: token('sunk'),
        hover: token('hover'),
        press: token('press'),
        hairline: token('hairline'),
        control: token('control'),
        ink: token('ink'),
        'ink-2': token('ink-2'),
        'ink-3': token('ink-3'),
        accent: token('accent'),
        'on-accent': token('on-accent'),
        'accent-soft': token('accent-soft'),
        ok: token('ok'),
        warn: token('warn'),
        danger: token('danger'),
        'danger-soft': token('danger-soft'),
        veil: token('veil'),
        backdrop: token('backdrop'),
        'on-region': token('on-region'),
      },
      fontFamily: { ui: [token('ui')], mono: [token('mono')] },
      borderRadius: { 1: '3px', 2: '5px', 3: '8px' },
      boxShadow: { float: token('float') },
      transitionTimingFunction: { calm: 'cubic-bezier(.2, 0, 0, 1)' },
      screens: { narrow: { max: '40rem' }, medium: { max: '73.75rem' } },
    },
  },
} satisfies Config
