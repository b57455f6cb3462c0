/** What all printed forms are told about themselves. */

export interface Printed {
  /** 填报单位. */
  readonly unit: string
  /** The month that the form is about, `2018-05`. */
  readonly period: string
}

export type Rows<T> = AsyncIterable<T> | Iterable<T>
