/** A redirect, with a cookie where a session begins or ends. */
export function going(to: string, cookie?: string): Response {
  const headers = new Headers({ Location: to })
  if (cookie !== undefined) headers.set('Set-Cookie', cookie)
  // Who leaves takes along what the browser may have kept of pages.
  if (cookie?.endsWith('Max-Age=0')) headers.set('Clear-Site-Data', '"cache", "storage"')
  return new Response(null, { status: 303, headers })
}
