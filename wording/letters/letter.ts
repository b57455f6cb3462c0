/** A letter's parts; `forms/letters` lays them out. Letters name counts, forms and days, never a person. */
import type { Office } from '../../schemas/codes.ts'

export interface Item {
  readonly title: string
  /** `所属期：2018年5月`. */
  readonly facts?: readonly string[]
  /** `逾期3个工作日`. */
  readonly mark?: string | undefined
  readonly urgent?: boolean
  /** A step for this item alone. */
  readonly link?: { readonly text: string; readonly url: string } | undefined
}

export interface Section {
  /** Shown where there are several sections. */
  readonly heading: string
  readonly text: string
  readonly items: readonly Item[]
}

export interface Letter {
  readonly subject: string
  /** `仁化县民政局`. */
  readonly to: string
  readonly date: string
  readonly sections: readonly Section[]
  readonly step: { readonly text: string; readonly label: string; readonly url: string }
}

export interface Words {
  readonly subject: string
  readonly text: string
  readonly items?: readonly Item[]
  /** One next step, on the page of what the letter is about, or on `page`. */
  readonly step: { readonly text: string; readonly label: string; readonly page?: string }
}

export interface EventLetter<Facts, Sender extends string = never> {
  /** Recipients in the division; the sender is the office whose upload it is. */
  readonly to: readonly Office[] | Sender
  /** Nothing where later events have made the letter needless. */
  readonly words: (facts: Facts, to: Office) => Words | undefined
}
