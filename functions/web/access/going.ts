/** A redirect, with a cookie where a session begins or ends. */
export function going(to: string, cookie?: string): Response {
  const headers = new Headers({ Location: to })
  if (cookie !== undefined) headers.set('Set-Cookie', cookie)
  return new Response(null, { status: 303, headers })
}
