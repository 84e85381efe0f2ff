import { type ComponentProps, useMemo, useRef } from 'react'
import type { Parameter } from '@/core/catalog/types.ts'
import { formatJson } from '@/core/json/format-json.ts'
import type { JsonTree } from '@/core/json/json-tree.ts'
import { readJsonTree } from '@/core/json/read-json-tree.ts'
import { Button } from '@/ui/primitives/button.tsx'
import { classNames } from '@/ui/primitives/class-names.ts'
import { JSON_EXAMPLES } from './json-examples.ts'

type JsonEditorProps = {
  readonly parameter: Extract<Parameter, { kind: 'json' }>
  readonly text: string
  readonly isDisabled: boolean
  /** For the text area: id, description, look. */
  readonly shared: Omit<ComponentProps<'textarea'>, 'onChange'>
  readonly onText: (text: string) => void
}

/** JSON as text: counted while it is typed, put in order or begun with an example on a click. */
export function JsonEditor({ parameter, text, isDisabled, shared, onText }: JsonEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const { tree, mistake } = useMemo(() => readJsonTree(text), [text])
  const isEmpty = text.trim() === ''
  const next = mistake === null || isEmpty ? addExample(parameter.shape, text, tree) : null
  const goToMistake = () => {
    if (mistake === null || area.current === null) return
    // A text area scrolls to its caret when it takes the focus.
    area.current.blur()
    area.current.setSelectionRange(mistake.offset, mistake.offset)
    area.current.focus()
  }
  return (
    <div className="col-span-2 grid gap-1">
      <textarea
        {...shared}
        ref={area}
        rows={isEmpty ? 2 : 6}
        placeholder="none"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        onChange={(event) => onText(event.target.value)}
        className={classNames(
          shared.className,
          'min-h-12 w-full resize-y py-1.5 font-mono text-[0.75rem]/4 [tab-size:2]',
        )}
      />
      <div className="-mr-2 flex flex-wrap items-center gap-x-0.5">
        <span className="mr-auto text-[0.75rem]/4 text-ink-3 tabular-nums">
          {mistake === null ? describeCount(parameter.shape, tree) : null}
        </span>
        {mistake === null || isEmpty ? (
          <Button
            size="small"
            disabled={isDisabled || isEmpty}
            onClick={() => tree && onText(formatJson(tree))}
          >
            Format
          </Button>
        ) : (
          <Button size="small" disabled={isDisabled} onClick={goToMistake} className="text-danger">
            Go to it
          </Button>
        )}
        <Button
          size="small"
          disabled={isDisabled || next === null}
          onClick={() => next !== null && onText(next)}
        >
          Insert example
        </Button>
      </div>
    </div>
  )
}

function describeCount(shape: 'tools' | 'object', tree: JsonTree | null): string | null {
  const isFit = tree?.kindOf(0) === (shape === 'tools' ? 'array' : 'object')
  if (tree === null || !isFit) return null
  const count = tree.sizeOf(0)
  const noun = shape === 'tools' ? 'tool' : 'field'
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The text with one more example at its end; null where it has all of them, or is something else. */
function addExample(shape: 'tools' | 'object', text: string, tree: JsonTree | null): string | null {
  const examples = JSON_EXAMPLES[shape]
  const example = examples.find(({ mark }) => !text.includes(mark))
  if (example === undefined) return null
  const [opener, closer] = shape === 'tools' ? ['[', ']'] : ['{', '}']
  if (text.trim() === '') return pretty(`${opener}${example.text}${closer}`)
  if (tree === null || tree.kindOf(0) !== (shape === 'tools' ? 'array' : 'object')) return null
  const end = tree.rangeOf(0).end - 1
  const separator = tree.sizeOf(0) === 0 ? '' : ','
  return pretty(`${text.slice(0, end)}${separator}${example.text}${closer}`)
}

function pretty(text: string): string {
  const { tree, mistake } = readJsonTree(text)
  return tree === null || mistake !== null ? text : formatJson(tree)
}
