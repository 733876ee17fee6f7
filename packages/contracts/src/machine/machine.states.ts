/** What a machine can be doing. */
export const machineStates = ['RUNNING', 'IDLE', 'DOWN', 'MAINTENANCE', 'OFF'] as const
export type MachineStateName = (typeof machineStates)[number]

/** States that somebody has to give a reason for. */
export const statesWithReason: readonly MachineStateName[] = ['DOWN']
