import type { InspectionSource } from '@framewright/contracts/inspection/inspection.schema'
import { Link } from '@tanstack/react-router'
import { pageOf } from '~/lib/links.ts'

/** The document an inspection or a non-conformance is of. */
export function QualitySource({ source }: { source: InspectionSource }) {
  const page = pageOf(source.type, source.id)
  if (page === null) return <>{source.number}</>
  return (
    <Link to={page} className="fw-link fw-number">
      {source.number}
    </Link>
  )
}
