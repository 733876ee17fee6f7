import { z } from 'zod'

/** The stages of a frame, in the order work goes. */
export const taskKinds = ['ASSEMBLY', 'GLAZING', 'INSTALLATION'] as const
export const TaskKind = z.enum(taskKinds)
export type TaskKind = z.infer<typeof TaskKind>

/** The stages that make a frame; installation takes a finished one away. */
export const makingKinds = ['ASSEMBLY', 'GLAZING'] as const satisfies readonly TaskKind[]
