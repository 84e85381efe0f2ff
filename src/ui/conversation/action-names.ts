import type { ErrorAction } from '@/core/protocol/describe-error.ts'

/** What the buttons under a run are called. */
export const ACTION_NAMES: Readonly<Record<ErrorAction, string>> = {
  continue: 'Continue',
  retry: 'Retry',
  'edit-connection': 'Edit connection',
  'edit-key': 'Edit key',
  'use-relay': 'Turn on relay',
  'choose-model': 'Choose another model',
  'change-wire': 'Switch wire',
  'new-chat': 'Start over',
  'ask-alone': 'Ask without earlier turns',
  'open-parameters': 'Open parameters',
}
