import { Link } from '@tanstack/react-router'
import { useMay } from '~/lib/session.ts'

/** A non-conformance by its number, and to its page for whoever may see it. */
export function NcrLink({ ncr }: { ncr: { id: number; number: string } }) {
  const sees = useMay('nonConformance.read')
  if (!sees) return <span>{ncr.number}</span>
  return (
    <Link to="/quality/ncr/$id" params={{ id: ncr.id }} className="fw-link">
      {ncr.number}
    </Link>
  )
}
