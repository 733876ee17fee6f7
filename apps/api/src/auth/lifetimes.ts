/** How long an access token is good, in seconds. */
export const accessTokenSeconds = 600
/** A refresh token that is not spent in this time is worth nothing any more: fourteen days. */
export const refreshTokenMs = 14 * 24 * 3_600_000
/** However often it is renewed, a sign-in ends after ninety days. */
export const longestSessionMs = 90 * 24 * 3_600_000
/** In this time after a refresh token was spent, a browser that sends it again is taken for a second tab. */
export const tabGraceMs = 10_000
