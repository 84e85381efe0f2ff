/** For buttons of the toolbar: on the narrowest stage the words of the count need the room beside the icons. */
export const TIGHT = '@max-[22.5rem]/stage:px-1.5'
