import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'

/** For ECharts. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly option: object
}

/** What a mark says, and where what it counts is opened. */
export interface Mark {
  readonly name: string
  readonly href?: string | undefined
}

type MarkOf = (series: number, item: number) => Mark | undefined

/** The library is loaded by whoever answers, for no other page. */
export type Draw = (picture: Picture, name: string, markOf: MarkOf) => string

export interface FigureProps {
  readonly draw: Draw
  readonly id: string
  readonly title: string
  /** Its number in words. */
  readonly said: string
  /** How it is counted. */
  readonly hint?: string
  /** None where there is nothing to count. */
  readonly picture: Picture | undefined
  readonly markOf?: MarkOf
  readonly brief?: true | undefined
  /** Its table. */
  readonly children?: Child
}

/** A picture with its number in words above and its table below. */
export function Figure({
  draw,
  id,
  title,
  said,
  hint,
  picture,
  markOf = () => undefined,
  brief,
  children,
}: FigureProps) {
  return (
    <div class="card figure" id={id}>
      <h2>{title}</h2>
      <p class="said">{said}</p>
      {hint && !brief && <p class="hint">{hint}</p>}
      {picture && (
        <>
          <section class="scroll picture" aria-label={`${title}（图）`} tabindex={0}>
            {raw(draw(picture, `${title}：${said}`, markOf))}
          </section>
          {!brief && children}
        </>
      )}
    </div>
  )
}
