/** Marks of registers that a list has not been compared with, on the list's head (ADR 16). */
import type { Head } from '../../../schemas/records/head.ts'

export const markOf = (county: string, version: number): string => `${county}#${version}`

export const countyOfMark = (mark: string): string => mark.slice(0, mark.indexOf('#'))

export function marksOf({ missed = [], unread = [] }: Pick<Head, 'missed' | 'unread'>): string[] {
  return [...new Set([...missed, ...unread])]
}
