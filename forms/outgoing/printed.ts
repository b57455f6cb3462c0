/** Facts that every printed form shows of itself. */

export interface Printed {
  /** 填报单位. */
  readonly reportingOffice: string
  /** The month that the form is about, `2018-05`. */
  readonly period: string
}

export type Rows<T> = AsyncIterable<T> | Iterable<T>
