import { Link } from '@tanstack/react-router'
import classes from '~/components/page-tabs.module.css'

const tabs = [
  { to: '/stock', label: 'Overview' },
  // Places outside the shop are the ledger's counterparts: they are there when asked for.
  { to: '/stock/balances', label: 'By location', search: { usage: 'STORAGE' } },
  { to: '/stock/movements', label: 'Movements' },
  { to: '/stock/as-of', label: 'As of' },
  { to: '/stock/locations', label: 'Locations' },
] as const

/** The pages about stock, side by side. */
export function StockTabs() {
  return (
    <nav className={`${classes.tabs} fw-no-print`} aria-label="Stock pages">
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          search={'search' in tab ? tab.search : {}}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}
