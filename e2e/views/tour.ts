/** What a view and a tour are, and the steps that many of them take. */
import { join } from 'node:path'
import { SAMPLES } from '../captures'
import { expect, type Program } from '../program'

export interface View {
  readonly name: string
  /** Brings the program here from the view before; it speaks English. */
  readonly prepare: (program: Program) => Promise<void>
  /** What takes its time and only a picture shows. */
  readonly pose?: (program: Program) => Promise<void>
}

/** Views of one run of the program, in the order in which they are reached. */
export interface Tour {
  readonly name: string
  readonly captures: () => readonly string[]
  readonly views: readonly View[]
}

export const sample = (name: string) => join(SAMPLES, `${name}.pcapng`)

export const press = async ({ page }: Program, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

export const firstFlow = async (program: Program) => {
  await program.flows().focus()
  await press(program, 'Home')
  await expect(program.ladder().locator('tbody tr').first()).toBeAttached()
}

export const dialog = (name: string, key: string, title: string): View => ({
  name,
  prepare: async (program) => {
    await press(program, 'Escape')
    await expect(program.page.locator('dialog[open]')).toHaveCount(0)
    await press(program, key)
    await expect(program.page.getByRole('dialog', { name: title })).toBeVisible()
  },
})

export const menu = (name: string, button: string): View => ({
  name,
  prepare: async (program) => {
    await press(program, 'Escape')
    await program.page.getByRole('button', { name: button }).click()
    await expect(program.page.getByRole('menu', { name: button })).toBeVisible()
  },
})

/** A tour of one view. */
export const fileOf = (name: string, captures: Tour['captures'], prepare: View['prepare']): Tour => ({
  name,
  captures,
  views: [{ name, prepare }],
})
