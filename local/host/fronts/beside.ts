/** What the host answers beside the web function: pages that no deployed hub has. */
export interface AskedBeside {
  readonly method: string
  /** With its query. */
  readonly url: string
  /** Whether the host's own page asks. */
  readonly isOwn: boolean
  readonly form: URLSearchParams
}

export interface Beside {
  /** Undefined for what is the function's. */
  answer(asked: AskedBeside): Promise<Response | undefined>
  /** A page on its way to a browser. */
  page(html: string, cookie: string | undefined): string
}
