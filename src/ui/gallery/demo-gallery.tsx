import { useQuery } from '@tanstack/react-query'
import type { DemoEntry } from '@/core/run/demo-list.ts'
import { demosQuery } from '@/state/queries.ts'
import { useApp } from '@/ui/app-context.ts'

/** One card a demo; a click asks its question and streams its recording. */
export function DemoGallery() {
  const app = useApp()
  const demos = useQuery(demosQuery(app))
  return (
    <section aria-labelledby="demos-title" className="w-full">
      <h2 id="demos-title" className="mb-2.5 flex gap-2 font-medium text-[0.8125rem]/5 text-ink-2">
        Or watch a demo
        <span className="narrow:hidden font-normal text-ink-3">
          scripted by us and replayed here, nothing leaves this page
        </span>
      </h2>
      {demos.isError ? (
        <p className="text-ink-3">The demos could not be loaded. Reload the page to try again.</p>
      ) : (
        <div className="grid grid-cols-7 narrow:grid-cols-2 items-start gap-3 medium:gap-2.5">
          {demos.data?.map((demo) => (
            <DemoCard key={demo.id} demo={demo} onSelect={() => void app.askDemo(demo)} />
          ))}
        </div>
      )}
    </section>
  )
}

function DemoCard({ demo, onSelect }: { readonly demo: DemoEntry; readonly onSelect: () => void }) {
  return (
    <button
      type="button"
      data-testid="demo-card"
      onClick={onSelect}
      className="-m-[5px] rounded-2 p-[5px] text-left hover:bg-raised hover:shadow-[0_0_0_1px_var(--hairline)]"
    >
      <img
        src={`/${demo.thumbnail}`}
        alt=""
        width={480}
        height={320}
        className="block aspect-3/2 w-full rounded-1 object-cover shadow-[0_0_0_1px_light-dark(rgb(0_0_0/.14),rgb(255_255_255/.1))]"
      />
      <b className="mt-2 block px-0.5 font-medium text-[0.78125rem]/5">{demo.title}</b>
      <span className="block px-0.5 pb-0.5 text-[0.75rem]/4 text-ink-3">{demo.subtitle}</span>
    </button>
  )
}
