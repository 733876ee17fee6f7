import '@mantine/notifications/styles.css'
import { Notifications, notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'

// Held in the store until the host below is on the page.

export const showDone = (message: string) =>
  notifications.show({ message, color: 'green', icon: <IconCheck size={16} aria-hidden />, autoClose: 3500 })

export const showError = (message: string) =>
  notifications.show({ message, color: 'red', icon: <IconAlertTriangle size={16} aria-hidden />, autoClose: 10_000 })

/** Where toasts appear. */
export default function NotificationsHost() {
  return <Notifications className="fw-no-print" position="bottom-right" limit={4} zIndex={500} />
}
