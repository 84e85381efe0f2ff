import { useEffect, useRef, useState } from 'react'
import type { Examination } from '@/state/connection-doctor.ts'
import { useApp } from '@/ui/app-context.ts'
import type { TestState } from './connection-report.tsx'

/** The running or last test of a connection; leaving the dialog ends it. */
export function useConnectionTest() {
  const app = useApp()
  const [test, setTest] = useState<TestState>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const cancel = () => {
    running.current?.abort()
    setTest({ kind: 'idle' })
  }
  const start = (examination: Examination) => {
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    const { model } = examination.endpoint
    void app.testConnection(examination, abort.signal, (report) => {
      setTest({ kind: 'test', report, model })
    })
  }
  return { test, start, cancel, isRunning: test.kind === 'test' && !test.report.isOver }
}
