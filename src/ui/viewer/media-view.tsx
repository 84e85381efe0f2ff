import { type KeyboardEvent, useId, useRef } from 'react'
import { hitTest } from '@/core/geometry/hit-test.ts'
import type { ViewPoint } from '@/core/geometry/types.ts'
import type { ShownRegion } from '@/core/grounding/shown-region.ts'
import { isWhole, useCameraStore } from '@/state/camera-store.ts'
import { useViewerStore } from '@/state/viewer-store.ts'
import { Overlay } from './overlay.tsx'
import { regionName } from './region-name.ts'
import { Rulers } from './rulers.tsx'
import { type StageCommand, stageCommand } from './stage-keys.ts'
import type { StageMedia } from './stage-media.ts'
import { Tags } from './tags.tsx'
import { useLayer } from './use-layer.ts'
import { useStageFrame } from './use-stage-frame.ts'
import { useStageGestures } from './use-stage-gestures.ts'

type MediaViewProps = {
  readonly media: StageMedia
  /** The regions to draw on this picture. */
  readonly regions: readonly ShownRegion[]
  /** The lit region, when it lies on this picture. */
  readonly lit: ShownRegion | null
  readonly answerIsOver: boolean
  readonly isPhone: boolean
  readonly onStepMedia: (by: 1 | -1) => void
}

/** The picture with its regions: zoom, pan, hover, click and keys. */
export function MediaView({
  media,
  regions,
  lit,
  answerIsOver,
  isPhone,
  onStepMedia,
}: MediaViewProps) {
  const surface = useRef<HTMLDivElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const keysId = useId()
  const showsRuler = useViewerStore((state) => state.showsRuler)
  const showsLabels = useViewerStore((state) => state.showsLabels)
  const heldKey = useViewerStore((state) => state.heldKey)
  useLayer(layer)
  useStageFrame(surface, { isPhone, showsRuler, id: media.id, media })
  const gestures = useStageGestures(surface, {
    onHover: (at) => lightUnder(regions, at),
    onClick: (at) => flyToClicked(regions, at),
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const command = stageCommand(event, pictureIsWhole())
    if (command === null || !runCommand(command, regions, onStepMedia)) return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={surface}
      className="viewer-surface"
      role="application"
      aria-label={`Picture ${media.name}`}
      aria-describedby={keysId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the stage takes keys (zoom, pan, step), as its description says
      tabIndex={0}
      {...gestures}
      onDoubleClick={() => useCameraStore.getState().fit()}
      onKeyDown={onKeyDown}
    >
      <p id={keysId} className="sr-only">
        Plus and minus zoom, 0 fits, 1 shows 100 per cent, arrows pan. N and P step through regions,
        Enter flies to the lit one, H hides them, Escape unlights.
      </p>
      <p className="sr-only" aria-live="polite">
        {lit !== null && lit.key === heldKey ? regionName(lit) : ''}
      </p>
      <div ref={layer} className="viewer-layer">
        <img src={media.url} alt={media.name} draggable={false} decoding="sync" />
        <Overlay
          regions={regions}
          lit={lit}
          label={`Regions on ${media.name}`}
          answerIsOver={answerIsOver}
        />
        <Tags
          regions={showsLabels ? regions : NONE}
          lit={lit}
          media={media}
          answerIsOver={answerIsOver}
          numbersOnly={isPhone}
        />
      </div>
      {showsRuler && !isPhone ? <Rulers lit={lit} /> : null}
    </div>
  )
}

const NONE: readonly ShownRegion[] = []

function regionsUnder(regions: readonly ShownRegion[], at: ViewPoint): readonly ShownRegion[] {
  const { viewport, media } = useCameraStore.getState()
  return viewport === null || media === null ? NONE : hitTest(regions, at, viewport, media)
}

function lightUnder(regions: readonly ShownRegion[], at: ViewPoint | null): void {
  useCameraStore.getState().point(at)
  const key = at === null ? null : (regionsUnder(regions, at)[0]?.key ?? null)
  const { litKey, heldKey, light } = useViewerStore.getState()
  if ((key ?? heldKey) !== litKey) light(key)
}

/** A click takes the smallest region; again on the same spot takes the next larger one, and so round. */
function flyToClicked(regions: readonly ShownRegion[], at: ViewPoint): void {
  const { heldKey, flyTo, unlight } = useViewerStore.getState()
  const hits = regionsUnder(regions, at)
  const held = hits.findIndex((shown) => shown.key === heldKey)
  const next = hits[(held + 1) % hits.length]
  if (next === undefined) unlight()
  else flyTo(next.key)
}

function pictureIsWhole(): boolean {
  const { media, frame, viewport } = useCameraStore.getState()
  return media !== null && frame !== null && viewport !== null && isWhole(media, frame, viewport)
}

/** False when the command has nothing to act on, so that the key is left to others. */
function runCommand(
  command: StageCommand,
  regions: readonly ShownRegion[],
  onStepMedia: (by: 1 | -1) => void,
): boolean {
  const camera = useCameraStore.getState()
  const viewer = useViewerStore.getState()
  switch (command.type) {
    case 'fit':
      camera.fit()
      return true
    case 'actual-size':
      camera.zoomTo(1)
      return true
    case 'zoom':
      camera.zoomBy(command.factor, null)
      camera.settle()
      return true
    case 'pan':
      camera.pan(command.dx, command.dy)
      camera.settle()
      return true
    case 'toggle-regions':
      viewer.toggle('showsRegions')
      return true
    case 'step-media':
      onStepMedia(command.by)
      return true
    case 'step': {
      const next = neighbour(regions, viewer.litKey, command.by)
      if (next !== undefined) viewer.hold(next.key)
      return next !== undefined
    }
    case 'fly':
      if (viewer.litKey !== null) viewer.flyTo(viewer.litKey)
      return viewer.litKey !== null
    case 'unlight':
      viewer.unlight()
      return viewer.litKey !== null
  }
}

function neighbour(
  regions: readonly ShownRegion[],
  key: string | null,
  by: 1 | -1,
): ShownRegion | undefined {
  const index = regions.findIndex((shown) => shown.key === key)
  if (index < 0) return by === 1 ? regions[0] : regions.at(-1)
  return regions[(index + by + regions.length) % regions.length]
}
