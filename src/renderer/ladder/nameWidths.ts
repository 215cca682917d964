/**
 * Widths of the few names that bars bear, each measured once: measuring every name of every frame takes a fifth of the
 * time it takes to draw. The face must be set before, always the same one.
 */
export class NameWidths {
  private readonly known = new Map<string, number>()

  constructor(private readonly context: Pick<CanvasRenderingContext2D, 'measureText'>) {}

  /** Pixels of a name. */
  of(name: string): number {
    let width = this.known.get(name)
    if (width === undefined) {
      width = this.context.measureText(name).width
      this.known.set(name, width)
    }
    return width
  }
}
