import type { Task } from '@framewright/contracts/task/task.schema'
import { IconBox } from '@tabler/icons-react'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import classes from './task-picture.module.css'
import { frameSize } from './task-words.ts'

interface Props {
  task: Pick<Task, 'frame' | 'item'>
  /** The box it fits into, in pixels. */
  size: number
  labels?: boolean
}

/** What a task is on: a frame as its elevation, anything else as a box with its SKU. */
export function TaskPicture({ task: { frame, item }, size, labels = false }: Props) {
  if (frame === null) {
    return (
      <span className={classes.box} style={{ width: size, height: size }}>
        <IconBox size={Math.min(size / 2, 96)} stroke={1.2} aria-hidden />
        {labels ? <span className={classes.sku}>{item.sku}</span> : null}
      </span>
    )
  }
  return (
    <FrameDrawing
      widthMm={frame.widthMm}
      heightMm={frame.heightMm}
      material={frame.material}
      size={size}
      labels={labels}
      {...(labels ? { title: `${frame.name}, ${frameSize(frame)}` } : {})}
    />
  )
}
