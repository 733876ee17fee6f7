import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'
import { useState } from 'react'
import { ItemPicker } from '~/components/pickers/pickers.tsx'
import { notifyDone } from '~/lib/notify.ts'
import classes from './count.module.css'
import type { CountEntry } from './use-count-entry.ts'

/** Found, but not on the list: the item is added, and its quantity is entered like the others'. */
export function AddCountedItem({ count, enter }: { count: StockCount; enter: CountEntry }) {
  const [added, setAdded] = useState(0)
  return (
    <div className={classes.add}>
      <ItemPicker
        // Empty again after each choice.
        key={added}
        label="Something that is not on the list"
        placeholder="SKU or name"
        value={null}
        onChange={(id, choice) => {
          if (id === null) return
          setAdded(added + 1)
          if (count.lines.some((line) => line.itemId === id)) return notifyDone('It is on the list already')
          // Not counted yet: entering nothing puts it on the list.
          enter.save(id, '')
          notifyDone(`${choice?.name ?? 'The item'} is at the end of the list`)
        }}
      />
      {added > 0
        ? Object.entries(enter.refused).map(([id, message]) =>
            count.lines.some((line) => line.itemId === Number(id)) ? null : (
              <p key={id} className="fw-late" role="alert">
                {message}
              </p>
            ),
          )
        : null}
    </div>
  )
}
