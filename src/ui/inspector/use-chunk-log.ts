import { useEffect, useState } from 'react'
import { type ChunkLog, createChunkLog } from '@/core/run/chunk-log.ts'
import type { Exchange } from '@/core/run/exchange.ts'
import { createRawLines, type RawLines } from '@/core/run/raw-lines.ts'

/** Read before the page gets a turn: an answer of 30,000 chunks must not freeze it when the drawer opens. */
const CHUNKS_AT_ONCE = 1500

/** By the list of chunks, which stays the same while it grows. */
const LOGS = new WeakMap<Exchange['chunks'], ChunkLog>()
const RAW = new WeakMap<Exchange['chunks'], RawLines>()

function recall<Value>(
  known: WeakMap<Exchange['chunks'], Value>,
  { chunks }: Exchange,
  create: () => Value,
): Value {
  const value = known.get(chunks) ?? create()
  known.set(chunks, value)
  return value
}

/** The log of an exchange, read up to what there is of it; only what is new is decoded. */
export function useChunkLog(exchange: Exchange, isOver: boolean): ChunkLog {
  const log = recall(LOGS, exchange, createChunkLog)
  const isRead = log.update(exchange, isOver, CHUNKS_AT_ONCE)
  const [, goOn] = useState(0)
  useEffect(() => {
    if (isRead) return undefined
    const frame = requestAnimationFrame(() => goOn((count) => count + 1))
    return () => cancelAnimationFrame(frame)
  })
  return log
}

/** The raw lines of an exchange; only what is new is decoded. */
export function useRawLines(exchange: Exchange): readonly string[] {
  const raw = recall(RAW, exchange, createRawLines)
  raw.update(exchange)
  return raw.lines
}
