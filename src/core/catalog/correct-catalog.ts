import type { Corrections, Dialect, ModelProfile } from './types.ts'

/** Dialect and profile as the catalog has them, with the flags that a user set right for one endpoint. */
export function correctCatalog(
  dialect: Dialect,
  profile: ModelProfile,
  corrections: Corrections,
): { readonly dialect: Dialect; readonly profile: ModelProfile } {
  const { thinkingSwitch, imageForm, usage, keyHeader, continuation, parameters, ...flags } =
    corrections
  return {
    dialect: {
      ...dialect,
      ...(thinkingSwitch === undefined ? {} : { thinking: thinkingSwitch }),
      ...(imageForm === undefined ? {} : { imageForm }),
      ...(usage === undefined ? {} : { usage }),
      ...(keyHeader === undefined ? {} : { keyHeader }),
      ...(continuation === undefined ? {} : { continuation }),
      ...(parameters === undefined ? {} : { parameters }),
    },
    profile: { ...profile, ...flags },
  }
}
