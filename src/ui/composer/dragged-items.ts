/** What is being dragged over the window, as far as the browser tells before the drop. */
export type DraggedItems = {
  /** Files that look like pictures, or do not say what they are. */
  readonly pictures: number
  /** Types that will be refused, as words: "PDF", "MP4". */
  readonly refused: readonly string[]
}

/** A JSON file is taken for a recording until it is read. */
const TAKEN = /^(?:image\/(?:jpeg|png|webp|gif)|application\/json)$/

/** Sorts dragged files by their declared types; a file without a type is taken for a picture until it is read. */
export function sortDragged(
  items: readonly { readonly kind: string; readonly type: string }[],
): DraggedItems {
  const types = items.filter(({ kind }) => kind === 'file').map(({ type }) => type)
  const refused = types.filter((type) => type !== '' && !TAKEN.test(type))
  return { pictures: types.length - refused.length, refused: refused.map(nameOf) }
}

function nameOf(type: string): string {
  const name = type.slice(type.indexOf('/') + 1).replace(/^x-|\+.*$/g, '')
  return name.slice(0, 12).toUpperCase()
}

/** "Drop to attach 2 pictures". */
export function dropTitle({ pictures, refused }: DraggedItems): string {
  if (pictures === 0 && refused.length > 0) return 'These files cannot be attached'
  return pictures > 1 ? `Drop to attach ${pictures} pictures` : 'Drop to attach'
}
