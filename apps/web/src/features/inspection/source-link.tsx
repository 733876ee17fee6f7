import type { QualitySource as Source } from '@framewright/contracts/inspection/quality-source'
import { Link } from '@tanstack/react-router'
import { pageOf } from '~/lib/links.ts'

/** The document an inspection or a non-conformance is of. */
export function QualitySource({ source }: { source: Source }) {
  const page = pageOf(source.type, source.id)
  if (page === null) return <>{source.number}</>
  return (
    <Link to={page} className="fw-link fw-number">
      {source.number}
    </Link>
  )
}
