import type { Silence } from '@/core/run/judge-silence.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { RunNotice } from './run-notice.tsx'

type SilenceNoticeProps = {
  readonly silence: Exclude<Silence, { kind: 'none' }>
  /** Whether text stands above that stopping would keep. */
  readonly hasText: boolean
  readonly onStop: () => void
  readonly onKeepWaiting: () => void
}

/** Says that nothing comes, louder the longer it lasts. It ends nothing by itself. */
export function SilenceNotice({ silence, hasText, onStop, onKeepWaiting }: SilenceNoticeProps) {
  const { kind, seconds } = silence
  if (kind === 'waiting')
    return (
      <p className="flex h-7 items-center gap-1.5 text-[0.8125rem]/5 text-ink-3 tabular-nums">
        Still waiting, {seconds} s…
        <span aria-hidden="true" className="answer-pulse" />
      </p>
    )
  if (kind === 'no-answer-yet')
    return (
      <p className="text-[0.8125rem]/5 text-warn tabular-nums">
        No answer yet after {seconds} s. Many pictures or a long video may take minutes before the
        first word.
      </p>
    )
  return (
    <RunNotice
      testId="run-silence"
      title="The server has gone silent"
      buttons={
        <>
          <Button weight="line" onClick={onStop}>
            Give up
          </Button>
          <Button onClick={onKeepWaiting}>Keep waiting</Button>
        </>
      }
    >
      <p className="text-ink-2 tabular-nums">
        {kind === 'no-bytes'
          ? `Nothing has come from the server for ${seconds} s.`
          : `The server keeps the connection open but has sent nothing for ${seconds} s.`}{' '}
        {hasText
          ? 'What arrived is kept if you stop.'
          : 'Many pictures or a long video may take minutes.'}
      </p>
    </RunNotice>
  )
}
