/** The row that the ladder has selected, for panes that tell about it; null: none, or it is still on its way. */
import type { LadderRow } from '../../contracts/ladderRows'
import { Store, useStore } from '../app/store'

const selected = new Store<{ readonly row: LadderRow | null }>({ row: null })

export const tellSelectedRow = (row: LadderRow | null): void => selected.set({ row })

export const useSelectedRow = (): LadderRow | null => useStore(selected, (state) => state.row)
