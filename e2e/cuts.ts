/** What is wrong with where the page's words stand: cut off, one upon the other, or wider than the window. */
import type { Program } from './program'

/** Runs in the page. Returns a sentence a fault. */
function faultsOfPage(): string[] {
  interface Piece {
    readonly element: Element
    readonly text: string
    readonly box: DOMRect
    /** What is left of the box inside of everything that cuts or scrolls. */
    readonly seen: DOMRect
  }
  /** A fraction of a pixel is nobody's business. */
  const SLACK = 1.5
  const faults: string[] = []
  const shown = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
  const place = ({ left, top, right, bottom }: DOMRect) =>
    `[${[left, top, right, bottom].map((one) => shown.format(one)).join(' ')}]`
  const name = (element: Element) => {
    const { className } = element as { className: unknown }
    const classes = typeof className === 'string' && className !== '' ? `.${className.trim().replace(/\s+/g, '.')}` : ''
    return `${element.localName}${classes}`
  }
  const within = (box: DOMRect, clip: DOMRect, isX: boolean, isY: boolean) => {
    const left = isX ? Math.max(box.left, clip.left) : box.left
    const right = isX ? Math.min(box.right, clip.right) : box.right
    const top = isY ? Math.max(box.top, clip.top) : box.top
    const bottom = isY ? Math.min(box.bottom, clip.bottom) : box.bottom
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top))
  }
  /** Told to screen readers only: by our class, or made as small as can be. */
  const isForEars = (element: Element) => {
    if (element.closest('.visually-hidden')) return true
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { clientWidth, clientHeight } = at as HTMLElement
      if (clientWidth === 1 && clientHeight === 1 && getComputedStyle(at).overflow !== 'visible') return true
    }
    return false
  }
  // What lies behind a dialog that takes all clicks isn't read meanwhile.
  const root = document.querySelector('dialog[open]:modal') ?? document.body
  const layer = (element: Element) => element.closest('dialog, [popover], [role=tooltip]')
  /** Whether something tells the whole text that an ellipsis shortens. */
  const isToldElsewhere = (element: Element) =>
    element.closest('[title]:not([title=""]), [aria-describedby], [data-term]') !== null

  /** What of a text can be seen; tells where the rest of it can't be reached. */
  const seenOf = (element: Element, text: string, box: DOMRect): DOMRect => {
    let seen = box
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at)
      const [isX, isY] = [style.overflowX !== 'visible', style.overflowY !== 'visible']
      if (isX || isY) {
        const frame = at.getBoundingClientRect()
        const clipped = within(seen, frame, isX, isY)
        // Names over several ladders, and a filter's colours, move with what scrolls sideways beside them.
        const isScrolled =
          /auto|scroll/.test(style.overflowX) || at.matches('.together-names, .together-hosts, .filter-ink')
        const cutX = seen.width - clipped.width > SLACK && !isScrolled
        const cutY = seen.height - clipped.height > seen.height * 0.25 + SLACK && !/auto|scroll/.test(style.overflowY)
        const isMarked = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
        if ((cutX || cutY) && seen.width > 0 && seen.height > 0 && !(isMarked && isToldElsewhere(at)))
          faults.push(
            `cut ${isMarked ? 'with no title' : 'with no ellipsis'}: “${text}” of ${name(element)} ${place(box)} by ${name(at)} ${place(frame)}`,
          )
        seen = clipped
      }
      if (style.position === 'fixed') break
    }
    return seen
  }

  const pieces: Piece[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    const text = (node.textContent ?? '').trim()
    if (!element || text === '' || /^(SCRIPT|STYLE|OPTION)$/.test(element.tagName)) continue
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) || isForEars(element)) continue
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue
      const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
      const seen = seenOf(element, short, box)
      if (seen.width < 1 || seen.height < 2) continue
      const isOut = seen.right > innerWidth + SLACK || seen.left < -SLACK || seen.bottom > innerHeight + SLACK
      if (isOut) faults.push(`outside of the window: “${short}” of ${name(element)} ${place(box)}`)
      pieces.push({ element, text: short, box, seen })
    }
  }

  /** Something that stands above others on purpose, and hides what is under it. */
  const covers = (element: Element, common: Element) => {
    for (let at: Element | null = element; at && at !== common; at = at.parentElement) {
      const { position, backgroundColor } = getComputedStyle(at)
      if (position !== 'static' && backgroundColor !== 'rgba(0, 0, 0, 0)') return true
    }
    return false
  }
  const commonOf = (a: Element, b: Element) => {
    let at: Element = a
    while (!at.contains(b)) at = at.parentElement as Element
    return at
  }
  pieces.sort((a, b) => a.seen.top - b.seen.top)
  pieces.forEach((a, index) => {
    for (let other = index + 1; other < pieces.length; other += 1) {
      const b = pieces[other] as Piece
      if (b.seen.top > a.seen.bottom) break
      const width = Math.min(a.seen.right, b.seen.right) - Math.max(a.seen.left, b.seen.left)
      const height = Math.min(a.seen.bottom, b.seen.bottom) - b.seen.top
      // Boxes of lines are higher than their letters.
      if (width < 2 || height < 0.35 * Math.min(a.seen.height, b.seen.height)) continue
      if (a.element === b.element || layer(a.element) !== layer(b.element)) continue
      const common = commonOf(a.element, b.element)
      if (covers(a.element, common) || covers(b.element, common)) continue
      faults.push(
        `overlap: “${a.text}” of ${name(a.element)} ${place(a.seen)} and “${b.text}” of ${name(b.element)} ${place(b.seen)}`,
      )
    }
  })
  for (const frame of [document.documentElement, document.body, ...document.querySelectorAll('.app')]) {
    frame.scrollTop = Number.MAX_SAFE_INTEGER
    if (frame.scrollTop > 0) faults.push(`the window itself scrolls: ${name(frame)} by ${frame.scrollTop} px`)
    frame.scrollTop = 0
  }
  const { scrollWidth } = document.documentElement
  const isFixed = getComputedStyle(document.body).overflowX === 'hidden'
  if (scrollWidth > innerWidth && !isFixed) faults.push(`the page scrolls sideways: ${scrollWidth} px wide`)
  return [...new Set(faults)]
}

/** Scrolls what takes most of the window, where it scrolls, to its part `page`. Returns whether there is one. */
function turnTo(page: number): boolean {
  const STEP = 0.8
  const scrolling = [...document.querySelectorAll('*')].find((element) => {
    const { clientHeight, clientWidth, scrollHeight } = element
    const isLarge = clientHeight > innerHeight / 2 && clientWidth > innerWidth / 2
    return isLarge && scrollHeight > clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY)
  })
  if (scrolling === undefined) return page === 0
  const top = page * STEP * scrolling.clientHeight
  const isThere = page === 0 || top < scrolling.scrollHeight - scrolling.clientHeight * (1 - STEP)
  scrolling.scrollTop = isThere ? top : 0
  return isThere
}

/** Panes are laid out anew after the window was: a fault is what is still there then. */
const GLANCES = 3
const GLANCE_MS = 250
/** A list of everything is long; all of its lines look alike. */
export const MOST_PARTS = 6

/** Scrolls from one part of what takes most of the window to the next, to `most` of them, and looks at each; ends at the first. */
export async function eachPart({ page }: Program, most: number, look: (part: number) => Promise<void>): Promise<void> {
  for (let part = 0; part < most && (await page.evaluate(turnTo, part)); part += 1) await look(part)
  await page.evaluate(turnTo, 0)
}

/** Texts that are cut with nothing that tells the rest, that overlap, or that lie outside of the window. */
export async function faults(program: Program): Promise<string[]> {
  const { page } = program
  const all = new Set<string>()
  await eachPart(program, MOST_PARTS, async () => {
    for (let glance = 1; ; glance += 1) {
      const found = await page.evaluate(faultsOfPage)
      if (found.length > 0 && glance < GLANCES) {
        await page.waitForTimeout(GLANCE_MS)
        continue
      }
      for (const fault of found) all.add(fault)
      break
    }
  })
  return [...all]
}
