import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'

/** Says briefly that something is done. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'green', icon: <IconCheck size={16} aria-hidden />, autoClose: 3500 })
}

/** Says what went wrong and what to do, long enough to read it. */
export function notifyError(message: string): void {
  notifications.show({ message, color: 'red', icon: <IconAlertTriangle size={16} aria-hidden />, autoClose: 10_000 })
}
