import { Button, Progress } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { QuantityText } from '~/components/text.tsx'
import { openFile } from '~/lib/open-file.ts'
import { type Count, currentOf, isSettled, leftOf, progressOf } from './counting.ts'
import { QuantityPanel } from './quantity-panel.tsx'
import classes from './scan.module.css'
import { type Floor, isShort, type Work } from './use-floor.ts'
import { stageWords } from './words.ts'

/** Picking and packing: where to go, what to scan, how many are left. Nothing else is on the screen. */
export function CountStep({ floor, work }: { floor: Floor; work: Work & { step: 'counting' } }) {
  const { fulfilment, counts, stage } = work
  const index = currentOf(counts)
  const current = counts[index]
  const { settled, of } = progressOf(counts)
  const [asking, setAsking] = useState(false)
  return (
    <section className={classes.count} aria-label={`${stageWords[stage].verb} ${fulfilment.number}`}>
      <div className={classes.documentRow}>
        <strong>
          {stageWords[stage].verb} {fulfilment.number}
        </strong>
        <span>{fulfilment.customer.name}</span>
        <span className="fw-number">
          {settled} of {of}
        </span>
      </div>
      <Progress value={of === 0 ? 100 : (settled / of) * 100} size="lg" aria-label="Lines done" />
      {current ? (
        asking ? (
          <QuantityPanel
            key={index}
            count={current}
            onSet={(counted, reason) => {
              floor.set(index, counted, reason)
              setAsking(false)
            }}
            onCancel={() => setAsking(false)}
          />
        ) : (
          <Expected count={current} onAsk={() => setAsking(true)} />
        )
      ) : (
        <Finish floor={floor} work={work} />
      )}
      <CountList counts={counts} current={index} />
      <Button
        className={classes.big}
        variant="subtle"
        color="dark"
        leftSection={<IconArrowBackUp size={24} aria-hidden />}
        onClick={floor.putAside}
      >
        Put aside, go on later
      </Button>
    </section>
  )
}

function Expected({ count, onAsk }: { count: Count; onAsk: () => void }) {
  return (
    <div className={classes.expected}>
      {count.place ? (
        <p className={classes.place}>
          <span className={classes.label}>Go to</span>
          <strong>{count.place.code}</strong>
          {count.place.name && count.place.name !== count.place.code ? <span>{count.place.name}</span> : null}
        </p>
      ) : null}
      <p className={classes.item}>
        <span className={classes.label}>Scan</span>
        <strong>{count.itemName}</strong>
        <span className="fw-number">{count.sku}</span>
      </p>
      <p className={classes.left} aria-live="polite">
        <strong>
          <QuantityText value={leftOf(count)} unit={count.unit} />
        </strong>
        <span>
          left of <QuantityText value={count.needed} unit={count.unit} />
        </span>
      </p>
      <Button className={classes.big} variant="default" onClick={onAsk}>
        Enter the quantity
      </Button>
    </div>
  )
}

function Finish({ floor, work }: { floor: Floor; work: Work & { step: 'counting' } }) {
  const { stage, counts, fulfilment } = work
  const short = isShort(counts)
  const missing = counts.filter((count) => count.reason !== '').length
  return (
    <div className={classes.expected}>
      <p className={classes.ask}>
        {short ? `${missing === 1 ? '1 item is' : `${missing} items are`} short` : 'Everything is there'}
      </p>
      {stage === 'PACKING' ? (
        <Button
          className={classes.big}
          variant="default"
          leftSection={<IconPrinter size={24} aria-hidden />}
          onClick={() => void openFile(`/api/fulfilments/${fulfilment.id}/label`)}
        >
          Print the label
        </Button>
      ) : null}
      <Button
        className={classes.huge}
        color={short ? 'yellow.9' : 'glass'}
        leftSection={<IconCheck size={32} aria-hidden />}
        loading={floor.busy}
        onClick={() => floor.finish()}
      >
        {stage === 'PACKING' ? 'Packed' : short ? 'Finish short' : 'Picked'}
      </Button>
    </div>
  )
}

/** All of it in small, for the eye that wants to know what is still to come. */
function CountList({ counts, current }: { counts: readonly Count[]; current: number }) {
  return (
    <ol className={classes.counts} aria-label="All lines">
      {counts.map((count, index) => (
        <li
          key={`${count.lineId}-${count.place?.locationId ?? 0}`}
          data-settled={isSettled(count) || undefined}
          data-short={count.reason !== '' || undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          <span className="fw-number">{count.place?.code ?? ''}</span>
          <span>{count.itemName}</span>
          <span className="fw-number">
            {count.counted} / {count.needed}
          </span>
          {count.reason ? <span className={classes.reason}>{count.reason}</span> : null}
        </li>
      ))}
    </ol>
  )
}
