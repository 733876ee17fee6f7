import type { DeliveryType } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { Fulfilment } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Button, TextInput } from '@mantine/core'
import {
  IconArrowBackUp,
  IconBuilding,
  IconCircleCheck,
  IconSteeringWheel,
  IconTruckDelivery,
} from '@tabler/icons-react'
import { type ComponentType, useState } from 'react'
import { CannotLeave } from '~/features/inspection/outgoing/cannot-leave.tsx'
import classes from './scan.module.css'
import type { Floor } from './use-floor.ts'

const types: readonly {
  type: DeliveryType
  word: string
  hint: string
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
}[] = [
  { type: 'COURIER', word: 'Courier', hint: 'Somebody else’s van takes it', icon: IconTruckDelivery },
  { type: 'DIRECT', word: 'I drive it', hint: 'Our driver brings it and says it has arrived', icon: IconSteeringWheel },
  { type: 'INTERNAL', word: 'In the house', hint: 'It is carried over by hand', icon: IconBuilding },
]

/** How a packed one leaves, or that one on its way has arrived. */
export function DeliveryStep({ floor, fulfilment }: { floor: Floor; fulfilment: Fulfilment }) {
  const [type, setType] = useState<DeliveryType | null>(null)
  const [courierName, setCourier] = useState('')
  const [trackingNo, setTracking] = useState('')
  const leaves = fulfilment.status === 'PACKED'
  const go = (deliveryType: DeliveryType) => void floor.deliver({ deliveryType, courierName, trackingNo })
  return (
    <section className={classes.count} aria-label={`Deliver ${fulfilment.number}`}>
      <div className={classes.documentRow}>
        <strong>{fulfilment.number}</strong>
        <span>{fulfilment.shipTo.name}</span>
      </div>
      <p className={classes.address}>
        {[fulfilment.shipTo.address, fulfilment.shipTo.phone].filter(Boolean).join('\n')}
      </p>
      {leaves ? <CannotLeave source={{ fulfilmentId: fulfilment.id }} /> : null}
      {leaves ? null : (
        <Button
          className={classes.huge}
          leftSection={<IconCircleCheck size={32} aria-hidden />}
          loading={floor.busy}
          onClick={() => void floor.deliver(null)}
        >
          It has arrived
        </Button>
      )}
      {leaves && type !== 'COURIER' ? (
        <div className={classes.types}>
          {types.map(({ type: one, word, hint, icon: Icon }) => (
            <button
              key={one}
              type="button"
              className={classes.type}
              disabled={floor.busy}
              onClick={() => (one === 'COURIER' ? setType(one) : go(one))}
            >
              <Icon size={44} aria-hidden />
              <strong>{word}</strong>
              <span>{hint}</span>
            </button>
          ))}
        </div>
      ) : null}
      {leaves && type === 'COURIER' ? (
        <form
          className={classes.expected}
          onSubmit={(event) => {
            event.preventDefault()
            go('COURIER')
          }}
        >
          <TextInput
            label="Courier"
            size="xl"
            autoFocus
            value={courierName}
            onChange={(event) => setCourier(event.currentTarget.value)}
          />
          <TextInput
            label="Tracking number, if there is one"
            size="xl"
            value={trackingNo}
            onChange={(event) => setTracking(event.currentTarget.value)}
          />
          <Button type="submit" className={classes.huge} loading={floor.busy}>
            Handed over
          </Button>
        </form>
      ) : null}
      <Button
        className={classes.big}
        variant="subtle"
        color="dark"
        leftSection={<IconArrowBackUp size={24} aria-hidden />}
        onClick={floor.putAside}
      >
        Not now
      </Button>
    </section>
  )
}
