/**
 * A request ID that no request of this page had yet: the wanted one, or the same with "-2", "-3" … at its end. Z.ai and
 * BigModel answer a second request of the same ID with code 1231. `longest` counts UTF-16 units.
 */
export function freshRequestId(wanted: string, used: ReadonlySet<string>, longest: number): string {
  let id = wanted
  for (let number = 2; used.has(id); number += 1) {
    const end = `-${number}`
    id = wanted.slice(0, longest - end.length) + end
  }
  return id
}
