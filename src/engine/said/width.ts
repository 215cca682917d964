/** How much room a text takes in columns of one Latin letter: Chinese characters and their punctuation take two. */

const WIDE = /[\u2e80-\u303f\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g

export const widthOf = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0)

/** How many of a text's first characters have room in so many columns. */
export function fitting(text: string, columns: number): number {
  if (text.length * 2 <= columns) return text.length
  let used = 0
  for (let count = 0; count < text.length; count += 1) {
    used += widthOf(text.charAt(count))
    if (used > columns) return count
  }
  return text.length
}

/** `text.padEnd` by columns. */
export const paddedEnd = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - widthOf(text)))

/** `text.padStart` by columns. */
export const paddedStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - widthOf(text))) + text
