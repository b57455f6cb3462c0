/** A letter's parts; `forms/letters` lays them out. No person is named in one. */
import type { Office } from '../../schemas/codes.ts'

export interface Item {
  readonly title: string
  readonly facts?: readonly string[]
  /** `逾期3个工作日` */
  readonly mark?: string | undefined
  readonly urgent?: boolean
  readonly link?: { readonly text: string; readonly url: string } | undefined
}

export interface Section {
  /** Only shown among several sections. */
  readonly heading: string
  readonly text: string
  readonly items: readonly Item[]
}

export interface Letter {
  readonly subject: string
  readonly to: string
  readonly date: string
  readonly sections: readonly Section[]
  readonly step: { readonly text: string; readonly label: string; readonly url: string }
}

export interface Words {
  readonly subject: string
  readonly text: string
  readonly items?: readonly Item[]
  /** The link leads to the thing's own page, or to `page`. */
  readonly step: { readonly text: string; readonly label: string; readonly page?: string }
}

export interface EventLetter<Facts, Sender extends string = never> {
  readonly to: readonly Office[] | Sender
  /** Nothing, where a later event made the letter needless. */
  readonly words: (facts: Facts, to: Office) => Words | undefined
}
