/** Events refetch what they touch; this is for what changes by the clock alone, such as what is late today. */
export const often = { refetchInterval: 60_000, refetchIntervalInBackground: true } as const
