/** What an office looks at first, line by line. */
export interface OfficeCardProps {
  /** Of its heading. */
  readonly id: string
  readonly title: string
  readonly said?: string | undefined
  readonly lines: readonly OfficeLine[]
  readonly more?: { readonly href: string; readonly name: string } | undefined
}

export interface OfficeLine {
  readonly what: string
  readonly words: string
  /** For whoever may see it. */
  readonly href?: string | undefined
}

export function OfficeCard({ id, title, said, lines, more }: OfficeCardProps) {
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {said && <p>{said}</p>}
      {lines.length > 0 && (
        <ul class="lines pairs">
          {lines.map(({ what, words, href }) => (
            <li>
              <span>{href ? <a href={href}>{what}</a> : what}</span>
              <small>{words}</small>
            </li>
          ))}
        </ul>
      )}
      {more && (
        <p>
          <a href={more.href}>{more.name}</a>
        </p>
      )}
    </section>
  )
}
