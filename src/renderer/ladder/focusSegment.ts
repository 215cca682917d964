/** The keyboard goes on in the segment's fields. */
export function focusSegment(): void {
  document.querySelector<HTMLElement>('.field-tree')?.focus()
}
