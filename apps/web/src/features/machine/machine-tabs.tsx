import { Link } from '@tanstack/react-router'
import classes from '~/components/page-tabs.module.css'
import { useMay } from '~/lib/session.ts'

const tabs = [
  { to: '/machines', label: 'Machines' },
  { to: '/machines/performance', label: 'Utilisation and OEE' },
  { to: '/machines/outputs', label: 'Outputs' },
  { to: '/machines/calendars', label: 'Calendars' },
] as const

/** The pages about machines, side by side. */
export function MachineTabs() {
  const seesOutputs = useMay('productionOrder.read')
  return (
    <nav className={`${classes.tabs} fw-no-print`} aria-label="Machine pages">
      {tabs
        .filter(({ to }) => to !== '/machines/outputs' || seesOutputs)
        .map((tab) => (
          <Link key={tab.to} to={tab.to} search={{}} activeOptions={{ exact: true, includeSearch: false }}>
            {tab.label}
          </Link>
        ))}
    </nav>
  )
}
