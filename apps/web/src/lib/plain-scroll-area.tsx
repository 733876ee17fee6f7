import { Box, type BoxProps } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props extends Pick<BoxProps, 'mah'> {
  children?: ReactNode
}

/** In the place of Mantine's scroll area in the lists of its pickers; see `scripts/lighter-pickers.ts`. */
export const ScrollArea = {
  Autosize: ({ mah, children }: Props) => (
    <Box mah={mah} style={{ overflowY: 'auto', overscrollBehavior: 'contain' }}>
      {children}
    </Box>
  ),
}
