/** Page breaks that leave no signature alone on a page (docs/adr/0017-letters-on-paper.md). */

/** Rows above the signatures. */
const KEPT = 3

interface Pages {
  row(height: number): void
  /** First rows, from 0, of all pages but the first. */
  end(foot: number): number[]
}

/** Points. `repeated` is the head of later pages. */
export function pagesOf(full: number, head: number, repeated: number): Pages {
  const starts: number[] = []
  let last: number[] = []
  let count = 0
  let used = head
  const onPage = () => count - (starts.at(-1) ?? 0)
  return {
    row(height) {
      if (used + height > full && onPage() > 0) {
        starts.push(count)
        used = repeated
      }
      used += height
      last = [...last, height].slice(-KEPT)
      count++
    },
    end(foot) {
      const isLonely = starts.length > 0 && onPage() === 1
      if (used + foot <= full && !isLonely) return starts
      if (isLonely) starts.pop()
      let kept = 0
      let height = repeated + foot
      for (const own of last.toReversed()) {
        height += own
        if (height <= full) kept++
        else break
      }
      kept = Math.min(Math.max(kept, 1), onPage() - 1)
      return kept > 0 ? [...starts, count - kept] : starts
    },
  }
}
