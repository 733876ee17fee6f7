import { formatInstant, formatQuantity } from '~/lib/format.ts'
import type { Phrase } from './event-phrases.ts'
import { fieldsOf, isDecimal, isText, joined, type Payload, pieces } from './event-words.ts'

/** Of production orders, machines and their calendars. */
export const productionPhrases: Record<string, (payload: Payload) => Phrase> = {
  'productionOrder.created': ({ quantity }) => ({ sentence: 'planned', detail: joined(pieces(quantity)) }),
  'productionOrder.updated': ({ changed }) => ({ sentence: 'changed', detail: fieldsOf(changed) }),
  'productionOrder.released': ({ short }) => ({ detail: missing(short) }),
  'productionOrder.reserved': ({ short }) => ({ sentence: 'reserved materials for', detail: missing(short) }),
  'productionOrder.started': () => ({ detail: '' }),
  'productionOrder.held': () => ({ sentence: 'put', after: ' on hold', detail: '' }),
  'productionOrder.resumed': () => ({ sentence: 'went on with', detail: '' }),
  'productionOrder.produced': ({ good, scrapped, reason }) => ({
    sentence: 'recorded output of',
    detail: joined(
      isDecimal(good) && good !== '0' && `${formatQuantity(good)} good`,
      isDecimal(scrapped) && scrapped !== '0' && `${formatQuantity(scrapped)} lost`,
      isText(reason) && reason,
    ),
  }),
  'productionOrder.lost': ({ quantity, stage, reason, nonConformance }) => ({
    sentence: `lost ${pieces(quantity) || 'some'} of`,
    after: isText(stage) ? ` after ${stage.toLowerCase()}` : '',
    detail: joined(isText(reason) && reason, isText(nonConformance) && nonConformance),
  }),
  'productionOrder.completed': () => ({ detail: '' }),
  'productionOrder.completedShort': ({ left }) => ({
    sentence: 'completed',
    after: ' short',
    detail: joined(isDecimal(left) && `${formatQuantity(left)} not made`),
  }),
  'productionOrder.scheduled': ({ machine, start, conflicts }) => ({
    detail: joined(
      isText(machine) && `on ${machine}`,
      isText(start) && formatInstant(start),
      Array.isArray(conflicts) && `over ${conflicts.join(', ')}`,
    ),
  }),
  'productionOrder.unscheduled': () => ({ sentence: 'took', after: ' off the schedule', detail: '' }),
  'machine.updated': ({ changed }) => ({ sentence: 'changed', detail: fieldsOf(changed) }),
  'machine.stateChanged': ({ to, reason }) => ({
    sentence: 'set',
    after: isText(to) ? ` to ${to.toLowerCase()}` : '',
    detail: joined(isText(reason) && reason),
  }),
  'machine.exceptionAdded': exceptionAdded,
  'machine.exceptionRemoved': ({ exception }) => ({
    sentence: 'changed the calendar of',
    detail: joined(isText(exception) && `without ${exception}`),
  }),
  'machineCalendar.updated': ({ changed }) => ({ sentence: 'changed', detail: fieldsOf(changed) }),
  'machineCalendar.exceptionAdded': exceptionAdded,
  'machineCalendar.exceptionRemoved': ({ exception }) => ({
    sentence: 'changed',
    detail: joined(isText(exception) && `without ${exception}`),
  }),
  'productionOrder.closed': () => ({ detail: '' }),
  'productionOrder.cancelled': () => ({ detail: '' }),
}

function exceptionAdded({ exception, start }: Payload): Phrase {
  return {
    sentence: 'changed the calendar of',
    detail: joined(isText(exception) && exception, isText(start) && formatInstant(start)),
  }
}

/** The materials a reservation could not cover, by name. */
const missing = (names: unknown): string =>
  Array.isArray(names) && names.length > 0 ? `short of ${names.filter(isText).join(', ')}` : ''
