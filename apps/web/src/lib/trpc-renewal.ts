import type { AppRouter } from '@framewright/contracts/app.router'
import type { TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { errorBody } from './errors.ts'
import { renewSession } from './renew.ts'
import { session } from './session-store.ts'

/** A call about the session itself must not be answered by renewing the session. */
const exempt = /^auth\.(signIn|login|register|renew|refresh|logout)$/

/**
 * When the access token has run out, renews the session once for all calls that met it and tries them again. When there
 * is nothing to renew, the person is signed out here and the screen asks them to sign in.
 */
export const renewing: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) => {
    if (op.type === 'subscription' || exempt.test(op.path)) return next(op)
    return observable((observer) => {
      let closed = false
      let current = next(op).subscribe({
        next: (value) => observer.next(value),
        complete: () => observer.complete(),
        error: (error) => {
          if (errorBody(error).code !== 'UNAUTHENTICATED') return observer.error(error)
          const askedAt = Date.now()
          renewSession(askedAt).then(
            () => {
              if (closed) return
              current = next(op).subscribe(observer)
            },
            (reason) => {
              if (errorBody(reason).code === 'UNAUTHENTICATED') session.signOut()
              observer.error(error)
            },
          )
        },
      })
      return () => {
        closed = true
        current.unsubscribe()
      }
    })
  }
