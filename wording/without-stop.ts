/** What somebody wrote, or the platform says, within a sentence: without the stop at its end. */
export function withoutStop(text: string): string {
  return text.trim().replace(/[。.；;，,、！!]+$/u, '')
}
