/** From what calls for attention to what is done; the first: nothing there. */
export const TONES = ['#f3f6f9', '#f3b8b3', '#f7dfa6', '#dcebc9', '#bfe3cd']
