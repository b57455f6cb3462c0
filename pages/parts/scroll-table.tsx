import type { Child } from 'hono/jsx'

interface ScrollTableProps {
  readonly name: string
  readonly headings: readonly string[]
  /** Its rows. */
  readonly children?: Child
}

/** A table that a narrow screen scrolls, also by keyboard. */
export function ScrollTable({ name, headings, children }: ScrollTableProps) {
  return (
    <section class="scroll" aria-label={name} tabindex={0}>
      <table>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th scope="col">{heading}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}
