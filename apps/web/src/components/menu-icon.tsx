import {
  IconActivity,
  IconAddressBook,
  IconBuildingFactory2,
  IconCategory,
  IconChecklist,
  IconClipboard,
  IconDatabase,
  IconFileInvoice,
  IconHome,
  IconLayoutSidebar,
  IconListNumbers,
  IconPackages,
  IconReceipt,
  IconRefreshAlert,
  IconSettings,
  IconShield,
  IconShoppingCart,
  IconSitemap,
  IconStack2,
  IconTool,
  IconTruck,
  IconUsers,
  IconWindow,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'

const icons: Record<string, ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>> = {
  home: IconHome,
  tool: IconTool,
  checklist: IconChecklist,
  clipboard: IconClipboard,
  'building-factory': IconBuildingFactory2,
  window: IconWindow,
  packages: IconPackages,
  stack: IconStack2,
  'list-numbers': IconListNumbers,
  'refresh-alert': IconRefreshAlert,
  'shopping-cart': IconShoppingCart,
  truck: IconTruck,
  receipt: IconReceipt,
  'file-invoice': IconFileInvoice,
  'address-book': IconAddressBook,
  users: IconUsers,
  shield: IconShield,
  activity: IconActivity,
  settings: IconSettings,
  sitemap: IconSitemap,
  database: IconDatabase,
  'layout-sidebar': IconLayoutSidebar,
}

/** The icon the server names for a menu. */
export function MenuIcon({ name, size = 20 }: { name: string; size?: number }) {
  const Icon = icons[name] ?? IconCategory
  return <Icon size={size} stroke={1.7} aria-hidden />
}
