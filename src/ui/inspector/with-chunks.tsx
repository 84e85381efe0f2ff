import type { ReactNode } from 'react'

type WithChunksProps = { readonly chunks: ReactNode; readonly children: ReactNode }

/** One side of the exchange above, its chunks below; on a phone there is room for the first alone. */
export function WithChunks({ chunks, children }: WithChunksProps) {
  return (
    <>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
        className="max-h-[46%] narrow:max-h-full flex-none overflow-y-auto border-hairline border-b focus-visible:-outline-offset-2"
      >
        {children}
      </div>
      <div className="flex narrow:hidden min-h-0 flex-1 flex-col">{chunks}</div>
    </>
  )
}
