import '@mantine/notifications/styles.css'
import { Notifications, notifications } from '@mantine/notifications'

/** Shows a toast; held in the store until the host below is on the page. */
export const show = notifications.show

/** Where toasts appear. */
export default function NotificationsHost() {
  return <Notifications className="fw-no-print" position="bottom-right" limit={4} zIndex={500} />
}
