import {
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsExchange,
  IconBan,
  IconCheck,
  IconClipboard,
  IconClipboardCheck,
  IconId,
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
  [/badge/i, IconId],
  [/created|raised|registered|^opened$/, IconPlus],
  [/bom/i, IconClipboard],
  [/released|reserved/, IconClipboardCheck],
  [/start|resum|progress/, IconPlayerPlay],
  [/paus|held/, IconPlayerPause],
  [/ship|dispatch/i, IconTruckDelivery],
  [/merg/, IconArrowMerge],
  [/transfer/, IconArrowsExchange],
  [/undone|reopen/, IconArrowBackUp],
  [/complet|done|confirm|deliver|posted|approv|inspect|picked|packed|passed|decided/, IconCheck],
  [/cancel|deactivat|revok|reject|failed/i, IconBan],
  [/receiv|produced|restock/, IconPackageImport],
  [/short/, IconScissors],
  [/remov|delet|scrap|^lost$/, IconTrash],
  [/assign|role/, IconUserCheck],
  [/updat|chang|saved/, IconPencil],
]

/** The icon of what happened, by the word for it in the event's type; a point for one nobody has thought of. */
export const eventIcon = (what: string): EventIcon => icons.find(([pattern]) => pattern.test(what))?.[1] ?? IconPoint
