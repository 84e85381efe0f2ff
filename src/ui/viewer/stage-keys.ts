/** What a key does on the stage. */
export type StageCommand =
  | { readonly type: 'fit' | 'actual-size' | 'fly' | 'toggle-regions' | 'unlight' }
  | { readonly type: 'zoom'; readonly factor: number }
  | { readonly type: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'step-media'; readonly by: 1 | -1 }

type KeyPress = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

const ZOOM_STEP = 1.25
const PAN_STEP = 64

/**
 * The command of a key, null for keys that are not ours. While the whole picture is on the stage there is nothing to
 * pan to: then the arrows step through regions (up, down) and pictures (left, right).
 */
export function stageCommand(press: KeyPress, pictureIsWhole: boolean): StageCommand | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  switch (press.key) {
    case '0':
    case 'f':
    case 'F':
      return { type: 'fit' }
    case '1':
      return { type: 'actual-size' }
    case '+':
    case '=':
      return { type: 'zoom', factor: ZOOM_STEP }
    case '-':
    case '_':
      return { type: 'zoom', factor: 1 / ZOOM_STEP }
    case 'n':
      return { type: 'step', by: 1 }
    case 'p':
      return { type: 'step', by: -1 }
    case 'h':
    case 'H':
      return { type: 'toggle-regions' }
    case 'Enter':
      return { type: 'fly' }
    case 'Escape':
      return { type: 'unlight' }
    default:
      return pictureIsWhole ? stepCommand(press.key) : panCommand(press.key)
  }
}

function stepCommand(key: string): StageCommand | null {
  if (key === 'ArrowDown') return { type: 'step', by: 1 }
  if (key === 'ArrowUp') return { type: 'step', by: -1 }
  if (key === 'ArrowRight') return { type: 'step-media', by: 1 }
  return key === 'ArrowLeft' ? { type: 'step-media', by: -1 } : null
}

function panCommand(key: string): StageCommand | null {
  if (key === 'ArrowDown') return { type: 'pan', dx: 0, dy: -PAN_STEP }
  if (key === 'ArrowUp') return { type: 'pan', dx: 0, dy: PAN_STEP }
  if (key === 'ArrowRight') return { type: 'pan', dx: -PAN_STEP, dy: 0 }
  return key === 'ArrowLeft' ? { type: 'pan', dx: PAN_STEP, dy: 0 } : null
}
