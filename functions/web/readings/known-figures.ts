/** Figures of returns, which are never written again: the latest that were asked for are remembered. */
import type { FrozenTable } from '../../../schemas/records/case-book.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import { type Figures, figuresOf } from '../../shared/returns/return-figures.ts'

export type KnownFigures = (figures: FrozenTable) => Promise<Figures>

/** Two years of a city's counties. */
const MOST = 300

export function knownFigures(outbox: Pick<Objects, 'get'>): KnownFigures {
  const known = new Map<string, Promise<Figures>>()
  return (figures) => {
    const found = known.get(figures.key) ?? figuresOf(outbox, figures)
    known.delete(figures.key)
    known.set(figures.key, found)
    found.catch(() => known.delete(figures.key))
    for (const key of known.keys()) {
      if (known.size <= MOST) break
      known.delete(key)
    }
    return found
  }
}
