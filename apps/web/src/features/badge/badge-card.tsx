import { CodePicture } from '~/components/scanning/code-picture.tsx'
import { trpc } from '~/lib/trpc.ts'
import classes from './badge-print.module.css'

interface Props {
  name: string
  jobTitle: string
  /** What the terminals scan. */
  code: string
}

/** A badge of 54 × 86 mm, to be printed and worn. */
export function BadgeCard({ name, jobTitle, code }: Props) {
  const shop = trpc.shop.get.useQuery().data
  return (
    <article className={classes.badge} aria-label={`Badge of ${name}`}>
      <div className={classes.shop}>{shop?.name}</div>
      <div className={classes.name}>{name}</div>
      <div className={classes.title}>{jobTitle}</div>
      <CodePicture symbology="qr" text={code} label="badge" className={classes.code ?? ''} />
    </article>
  )
}
