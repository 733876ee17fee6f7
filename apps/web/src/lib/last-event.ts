/**
 * The last event of the shop that all on this screen knows of, or undefined where something may be older than any known one:
 * kept on the device, say. It begins with the session and goes on with the live stream, which resumes from it. Whatever
 * replica of the database answers this page has to know of it too.
 */
let last: string | undefined

export const lastEvent = {
  get: (): string | undefined => last,
  set: (id: string | undefined): void => {
    last = id
  },
}
