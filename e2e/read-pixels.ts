import type { Page } from '@playwright/test'

export type Pixel = { readonly red: number; readonly green: number; readonly blue: number }
export type ScreenPoint = { readonly x: number; readonly y: number }

/** What a person sees at these points of the window (CSS pixels). */
export async function readPixels(
  page: Page,
  points: readonly ScreenPoint[],
): Promise<readonly Pixel[]> {
  const screenshot = await page.screenshot({ scale: 'css' })
  return page.evaluate(
    async ({ base64, places }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
      const context = canvas.getContext('2d')
      if (context === null) throw new Error('this browser has no canvas')
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
      return places.map(({ x, y }) => {
        const start = (Math.floor(y) * bitmap.width + Math.floor(x)) * 4
        const [red = 0, green = 0, blue = 0] = data.subarray(start, start + 3)
        return { red, green, blue }
      })
    },
    { base64: screenshot.toString('base64'), places: points },
  )
}
