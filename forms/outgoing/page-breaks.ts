/** Page breaks, computed lest a program leaves signatures alone on a page (docs/adr/0017-letters-on-paper.md). */

/** Rows on the signatures' page. */
const KEPT = 3

interface Pages {
  row(height: number): void
  /** The rows, from 0, that begin a page but the first; `foot` stays on one page. */
  end(foot: number): number[]
}

/** Points: `head` is above the first page's rows, `repeated` above others'. */
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
      // The page before needs a row too.
      kept = Math.min(Math.max(kept, 1), onPage() - 1)
      return kept > 0 ? [...starts, count - kept] : starts
    },
  }
}
