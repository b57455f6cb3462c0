interface PagerProps {
  readonly page: number
  readonly pages: number
  readonly at: (page: number) => string
}

/** Pages of a long table. */
export function Pager({ page, pages, at }: PagerProps) {
  if (pages < 2) return null
  return (
    <nav class="pages" aria-label="分页">
      第{page}页，共{pages}页 {page > 1 && <a href={at(page - 1)}>上一页</a>}{' '}
      {page < pages && <a href={at(page + 1)}>下一页</a>}
    </nav>
  )
}
