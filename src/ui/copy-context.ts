import { createContext } from 'react'

/** Puts text on the clipboard; false where that is not possible. */
export const CopyContext = createContext<(text: string) => Promise<boolean>>(async () => false)
