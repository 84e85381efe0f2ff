import { Check, ChevronDown, X } from 'lucide-react'
import type { WireRequest } from '@/core/protocol/chat-request.ts'
import { curlSnippet } from '@/core/protocol/snippets/curl-snippet.ts'
import { pythonOpenaiSnippet } from '@/core/protocol/snippets/python-openai-snippet.ts'
import { pythonZaiSnippet } from '@/core/protocol/snippets/python-zai-snippet.ts'
import { writeRecordedSnippet } from '@/core/protocol/snippets/recorded-address.ts'
import { typescriptSnippet } from '@/core/protocol/snippets/typescript-snippet.ts'
import type { Wire } from '@/core/protocol/stream-event.ts'
import type { Result } from '@/core/result.ts'
import type { Exchange } from '@/core/run/exchange.ts'
import { useCopy } from '@/ui/answer/use-copy.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { Menu, MenuItem } from '@/ui/primitives/menu.tsx'

type WriteSnippet = (request: WireRequest, wire: Wire) => Result<string, string>

/** `comment` begins a line that the language ignores. */
type Language = {
  readonly name: string
  readonly write: WriteSnippet
  readonly comment: '#' | '//'
}

const LANGUAGES: readonly Language[] = [
  { name: 'curl', write: curlSnippet, comment: '#' },
  { name: 'Python (zai-sdk)', write: pythonZaiSnippet, comment: '#' },
  { name: 'Python (openai)', write: pythonOpenaiSnippet, comment: '#' },
  { name: 'TypeScript', write: typescriptSnippet, comment: '//' },
]

const ICONS = { idle: ChevronDown, copied: Check, failed: X } as const
const NEWS = { idle: '', copied: 'Copied', failed: 'Could not copy' } as const

/** A recording has words where its pictures were, so a program made of its request would not run. */
const WITHOUT_PICTURES = 'The pictures are not in the request of a recording.'

function writeFor({ request, wire, transport }: Exchange, { write, comment }: Language) {
  if (transport !== 'replay') return write(request, wire)
  return /"media:(?:\d+|earlier)"/.test(request.body ?? '')
    ? ({ ok: false, error: WITHOUT_PICTURES } as const)
    : writeRecordedSnippet(request, wire, write, comment)
}

/** The request as a program, whole and without the key. */
export function CopyAsMenu({ exchange }: { readonly exchange: Exchange }) {
  const { state, copy } = useCopy()
  const Icon = ICONS[state]
  return (
    <>
      <Menu
        label="Copy as"
        align="end"
        trigger={(props) => (
          <Button {...props} size="small">
            Copy as
            <Icon size={14} strokeWidth={1.5} />
          </Button>
        )}
      >
        <SnippetItems exchange={exchange} onCopy={(text) => void copy(text)} />
      </Menu>
      <span role="status" className="sr-only">
        {NEWS[state]}
      </span>
    </>
  )
}

type SnippetItemsProps = {
  readonly exchange: Exchange
  readonly onCopy: (text: string) => void
}

/** Only rendered while the menu is open: the programs are as long as the pictures in them. */
function SnippetItems({ exchange, onCopy }: SnippetItemsProps) {
  return LANGUAGES.map((language) => {
    const { name } = language
    const snippet = writeFor(exchange, language)
    const reason = snippet.ok ? undefined : snippet.error
    return (
      <MenuItem
        key={name}
        reason={reason}
        onSelect={() => {
          if (snippet.ok) onCopy(snippet.value)
        }}
      >
        {name}
      </MenuItem>
    )
  })
}
