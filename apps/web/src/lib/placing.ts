// What Mantine's popovers take of `@floating-ui/react`; see `scripts/lighter-pickers.ts`.
export * from '@floating-ui/react-dom'
