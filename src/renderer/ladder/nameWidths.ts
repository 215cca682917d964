/**
 * Widths of the few names that bars bear, each measured once: measuring every name of every frame takes a fifth of the
 * time it takes to draw. The face must be set before.
 */
export class NameWidths {
  private readonly known = new Map<string, number>()
  private readonly knownSpaced = new Map<string, number>()

  constructor(private readonly context: Pick<CanvasRenderingContext2D, 'measureText'>) {}

  /** Pixels of a name. */
  plain(name: string): number {
    return this.measured(name, this.known)
  }

  /** Pixels of a name whose letters stand apart. */
  spaced(name: string): number {
    return this.measured(name, this.knownSpaced)
  }

  private measured(name: string, known: Map<string, number>): number {
    let width = known.get(name)
    if (width === undefined) {
      width = this.context.measureText(name).width
      known.set(name, width)
    }
    return width
  }
}
