import type { Child } from 'hono/jsx'

/** A column of numbers is headed at its right end. */
export type Heading = string | { readonly number: string }

interface ScrollTableProps {
  /** May be that of the section it stands in: no two regions of a page have one name. */
  readonly name: string
  readonly headings: readonly Heading[]
  /** On a phone a row is a few lines: cells one after the other without headings, those of class `desk` not at all. */
  readonly compact?: boolean | undefined
  /** Its rows. */
  readonly children?: Child
}

export const number = (heading: string): Heading => ({ number: heading })

/** A table that a narrow screen scrolls, also by keyboard. */
export function ScrollTable({ name, headings, compact, children }: ScrollTableProps) {
  return (
    <section class={compact ? 'scroll compact' : 'scroll'} aria-label={`表格：${name}`} tabindex={0}>
      <table>
        <thead>
          <tr>
            {headings.map((heading) =>
              typeof heading === 'string' ? (
                <th scope="col">{heading}</th>
              ) : (
                <th scope="col" class="number">
                  {heading.number}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
