import {
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsExchange,
  IconBan,
  IconCheck,
  IconClipboard,
  IconClipboardCheck,
  IconKey,
  IconPackageImport,
  IconPaperclip,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconPoint,
  IconScissors,
  IconTrash,
  IconTruckDelivery,
  IconUserCheck,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'

export type EventIcon = ComponentType<{ size?: number | string; 'aria-hidden'?: boolean }>

const icons: readonly [RegExp, EventIcon][] = [
  [/apiKey|password/i, IconKey],
  [/fileAttached/, IconPaperclip],
  [/created|raised|registered/, IconPlus],
  [/bom/i, IconClipboard],
  [/released|reserved/, IconClipboardCheck],
  [/start|resum|progress/, IconPlayerPlay],
  [/paus|held/, IconPlayerPause],
  [/ship/i, IconTruckDelivery],
  [/merg/, IconArrowMerge],
  [/transfer/, IconArrowsExchange],
  [/complet|done|confirm|deliver|posted/, IconCheck],
  [/cancel|deactivat|revok/i, IconBan],
  [/reopen/, IconArrowBackUp],
  [/receiv|produced/, IconPackageImport],
  [/short/, IconScissors],
  [/remov|delet/, IconTrash],
  [/assign|role/, IconUserCheck],
  [/updat|chang|saved/, IconPencil],
]

/** The icon of what happened, by the word for it in the event's type; a point for one nobody has thought of. */
export const eventIcon = (what: string): EventIcon => icons.find(([pattern]) => pattern.test(what))?.[1] ?? IconPoint
