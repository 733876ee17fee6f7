import { IconShare } from '@tabler/icons-react'
import { useCapabilities } from './capabilities.ts'

/** The action that hands a document to another app, for a page's header; none where the device has no such thing. */
export function useShare(): (address: `/api/${string}`, name: string) => ShareAction[] {
  const { share } = useCapabilities()
  return (address, name) => {
    if (!share) return []
    const run = () => void import('./share-file.ts').then(({ shareFile }) => shareFile(address, `${name}.pdf`))
    return [{ label: 'Share', icon: IconShare, quiet: true, run }]
  }
}

interface ShareAction {
  label: string
  icon: typeof IconShare
  quiet: boolean
  run: () => void
}
