/** x1, y1, x2, y2 from 0 to 1000. */
export type TrueBox = readonly [number, number, number, number]

/** Where the red and the blue box of the fixture pictures lie when the pictures are shown upright. */
export const BOX_PICTURES = {
  'boxes.jpg': { red: [100, 200, 300, 500], blue: [600, 400, 900, 900] },
  'exif3.jpg': { red: [700, 500, 900, 800], blue: [100, 100, 400, 600] },
  'exif6.jpg': { red: [500, 100, 800, 300], blue: [100, 600, 600, 900] },
  'exif8.jpg': { red: [200, 700, 500, 900], blue: [400, 100, 900, 400] },
} as const satisfies Readonly<Record<string, { readonly red: TrueBox; readonly blue: TrueBox }>>

export type BoxPicture = keyof typeof BOX_PICTURES
