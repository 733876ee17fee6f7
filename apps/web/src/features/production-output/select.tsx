/** On its own, so that a filter brings it when it is opened. */
export { Select } from '@mantine/core'
