/** How the numbers under a key are read. */
export type CoordinateKey = 'box' | 'point' | 'polygon' | 'box3d' | 'start' | 'end'

const KEYS: ReadonlyMap<string, CoordinateKey> = new Map<string, CoordinateKey>([
  ...entries('box', [
    'bbox_2d',
    'box_2d',
    'bbox2d',
    'box2d',
    'bbox',
    'bboxes',
    'box',
    'boxes',
    'bounding_box',
    'bounding_boxes',
    'boundingbox',
    'coordinates',
    'coordinate',
    'coords',
    'position',
    'location',
    'region',
    'rect',
  ]),
  ...entries('point', [
    'point',
    'points',
    'point_2d',
    'points_2d',
    'element',
    'start_box',
    'center',
  ]),
  ...entries('polygon', ['polygon', 'polygons', 'segmentation', 'contour', 'outline', 'vertices']),
  ...entries('box3d', ['bbox_3d', 'box_3d', 'bbox3d', 'box3d']),
  ...entries('start', ['start', 'start_point', 'from']),
  ...entries('end', ['end', 'end_box', 'end_point', 'to']),
])

/** The part of a box that a key of its own names. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ...['x_min', 'xmin', 'x1', 'left'].map((key) => [key, 'x1'] as const),
  ...['y_min', 'ymin', 'y1', 'top'].map((key) => [key, 'y1'] as const),
  ...['x_max', 'xmax', 'x2', 'right'].map((key) => [key, 'x2'] as const),
  ...['y_max', 'ymax', 'y2', 'bottom'].map((key) => [key, 'y2'] as const),
  ['x', 'x'],
  ['y', 'y'],
  ...['width', 'w'].map((key) => [key, 'width'] as const),
  ...['height', 'h'].map((key) => [key, 'height'] as const),
])

/** Keys that name a region, best first; of two keys in one object the better one counts. */
const LABELS = [
  'label',
  'name',
  'class_name',
  'class',
  'category',
  'text_content',
  'sub_label',
  'object',
  'text',
  'description',
  'hint',
  'element_info',
  'type',
]

/** How the numbers under this key are read; null where the key has nothing to do with coordinates. */
export function findCoordinateKey(key: string): CoordinateKey | null {
  return KEYS.get(key.toLowerCase()) ?? null
}

/** Keys of coordinates whose value may as well be words, so that a quoted value is a text. */
const WORDY = new Set(['position', 'location', 'region', 'from', 'to', 'start', 'end', 'center'])

/** True where a quoted value holds coordinates: `start_box='[10, 20]'`, `"bbox": "10 20 30 40"`. */
export function takesQuotedCoordinates(key: string): boolean {
  return findCoordinateKey(key) !== null && !WORDY.has(key.toLowerCase())
}

/** Which single coordinate the key names; null for every other key. */
export function findNamedCoordinate(key: string): string | null {
  return NAMED.get(key.toLowerCase()) ?? null
}

/** Rank of a key that names the region, 0 is best; null for every other key. */
export function findLabelRank(key: string): number | null {
  const rank = LABELS.indexOf(key.toLowerCase())
  return rank < 0 ? null : rank
}

function entries(
  kind: CoordinateKey,
  keys: readonly string[],
): readonly (readonly [string, CoordinateKey])[] {
  return keys.map((key) => [key, kind] as const)
}
