import type { RegionOrder, RegionSpace } from './region.ts'

/** How a family of models writes coordinates when its text does not say. */
export type CoordinateProfile = {
  readonly space: RegionSpace
  readonly order: RegionOrder
  /** The family is known to answer in pixels now and then, which numbers below 1000 cannot show. */
  readonly mayBePixels: boolean
}

const GLM: CoordinateProfile = { space: 'norm1000', order: 'xyxy', mayBePixels: false }

const PROFILES: ReadonlyMap<string, CoordinateProfile> = new Map([
  ['glm', GLM],
  ['qwen2.5-vl', { space: 'pixel', order: 'xyxy', mayBePixels: false }],
  ['gemini', { space: 'norm1000', order: 'yxyx', mayBePixels: true }],
  ['ui-tars', { space: 'pixel', order: 'xyxy', mayBePixels: false }],
  ['deepseek-vl2', { space: 'norm1000', order: 'xyxy', mayBePixels: false }],
])

/** The profile of that id; an unknown id has the profile of GLM (0–1000 of the picture's own size, x first). */
export function findProfile(id: string): CoordinateProfile {
  return PROFILES.get(id) ?? GLM
}
