/**
 * Where a printed table goes on to the next page. A program that prints decides it by the heights that its own fonts
 * give, and leaves a last row or the signatures alone on a page.
 */

/** Rows that stand on the page of the signatures, where there are so many. */
const KEPT = 3

interface Pages {
  /** Takes the next row, by its height. */
  row(height: number): void
  /** The rows, counted from 0, with which a page begins; none is the first page's. `foot` is kept on one page. */
  end(foot: number): number[]
}

/** All heights are in points. `head` stands above the rows on the first page, `repeated` on every other one. */
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
      // The page before keeps a row of its own.
      kept = Math.min(Math.max(kept, 1), onPage() - 1)
      return kept > 0 ? [...starts, count - kept] : starts
    },
  }
}
