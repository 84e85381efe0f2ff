import type { AssetPort } from './ports.ts'

/** Files that ship with the app, from this origin only. */
export const fetchAsset: AssetPort = async (path) => {
  const response = await fetch(`/${path}`, { credentials: 'omit' })
  if (!response.ok) throw new Error(`${path} is missing`)
  return response.blob()
}
