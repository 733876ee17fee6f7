import { Button } from '@mantine/core'
import { IconUserScan } from '@tabler/icons-react'
import { usePageTitle } from '~/lib/page-title.ts'
import { CountStep } from './count-step.tsx'
import { DeliveryStep } from './delivery-step.tsx'
import { Flash } from './flash.tsx'
import { PersonStep } from './person-step.tsx'
import classes from './scan.module.css'
import { ScanEntry } from './scan-entry.tsx'
import { TaskStep } from './task-step.tsx'
import { type Floor, useFloor } from './use-floor.ts'

/**
 * The warehouse in one hand: scan a badge, a document, the items, done. One expectation at a time; nothing smaller than a
 * gloved thumb.
 */
export function WarehousePage({ document, onTaken }: { document?: string | undefined; onTaken: () => void }) {
  usePageTitle('Warehouse')
  const floor = useFloor(document, onTaken)
  const { person, flash } = floor
  return (
    <div className={classes.floor}>
      <header className={classes.top}>
        <h1>Warehouse</h1>
        {person ? (
          <Button
            className={classes.big}
            variant="default"
            leftSection={<IconUserScan size={24} aria-hidden />}
            onClick={floor.leave}
            aria-label={`${person.worker.user.name}: hand over to somebody else`}
          >
            {person.worker.user.name}
          </Button>
        ) : null}
      </header>
      <Step floor={floor} />
      {floor.work?.step === 'delivering' ? null : (
        <ScanEntry label={expectation(floor)} busy={floor.busy} onCode={floor.onCode} />
      )}
      <Flash shown={flash.shown} onClear={flash.clear} />
    </div>
  )
}

function Step({ floor }: { floor: Floor }) {
  const { person, work } = floor
  if (person === null) return <PersonStep floor={floor} />
  if (work === null) return <TaskStep floor={floor} person={person.worker} />
  if (work.step === 'delivering') return <DeliveryStep floor={floor} fulfilment={work.fulfilment} />
  return <CountStep floor={floor} work={work} />
}

/** What the next scan should be. */
function expectation({ person, work }: Floor): string {
  if (person === null) return 'Badge or e-mail'
  if (work === null) return 'Document number'
  return 'Item'
}
