/** Text for pictures: escaped, and cut to its room by the usual width of a letter, as nothing here can measure. */
import { fitting, widthOf } from '../../said/width'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Not allowed in XML 1.0, not even as references (§2.2); a lone half of a surrogate pair neither. */
const NOT_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** `text` as it stands in XML and HTML, in attributes as well. */
export const escaped = (text: string): string =>
  text.replace(NOT_XML, '\ufffd').replace(/[&<>"]/g, (character) => ENTITIES[character] as string)

/** `text`, with an ellipsis where it has more than `most` characters. */
export const shortened = (text: string, most: number): string =>
  widthOf(text) <= most ? text : `${text.slice(0, fitting(text, most - 1)).trimEnd()}…`

/** `text` in lines of at most `most` characters, broken between words; the last of `lines` ends in an ellipsis. */
export function wrapped(text: string, most: number, lines: number): string[] {
  const wrappedLines: string[] = []
  let rest = text
  while (widthOf(rest) > most && wrappedLines.length < lines - 1) {
    const room = fitting(rest, most)
    const space = rest.lastIndexOf(' ', room)
    // Chinese may be broken anywhere: a gap far before the end is no place to stop.
    const end = space > (widthOf(rest) > rest.length ? room * 0.8 : 0) ? space : room
    wrappedLines.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return [...wrappedLines, shortened(rest, most)]
}

/** A coordinate with at most two decimals. */
export const px = (value: number): string => String(Math.round(value * 100) / 100)
