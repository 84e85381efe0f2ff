/** A value or the reason there is none. Core never throws: what can fail says so in its type. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure }
