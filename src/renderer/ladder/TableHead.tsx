import { memo } from 'react'
import { useTranslation } from 'react-i18next'

export type HeadName =
  | 'time'
  | 'flow'
  | 'from'
  | 'what'
  | 'clientState'
  | 'serverState'
  | 'certainty'
  | 'frame'
  | 'related'
  | 'filter'

/** Headings of the table of rows; `heads`: the same object each time. */
export const TableHead = memo(function TableHead({ heads }: { readonly heads: readonly HeadName[] }) {
  const { t } = useTranslation('ladder')
  return (
    <thead>
      <tr aria-rowindex={1}>
        {heads.map((head) => (
          <th key={head} scope="col">
            {t(`table.${head}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
})
