import { type AppRouter, appRouter } from '@framewright/contracts/app.router'
import { DomainError } from '@framewright/contracts/errors'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import type { FastifyInstance } from 'fastify'
import { type ContextParts, contextOf } from './context.ts'

/** Calls one request may carry. A screen makes a handful; more would be a way around the rate limit. */
const maxBatchSize = 30

/** Serves every procedure by RPC under /api/trpc. */
export async function serveTrpc(app: FastifyInstance, parts: ContextParts): Promise<void> {
  const options: FastifyTRPCPluginOptions<AppRouter> = {
    trpcOptions: {
      router: appRouter,
      maxBatchSize,
      createContext: ({ req, res }) => contextOf(parts, req, res),
      onError({ error, path, req }) {
        if (error.code !== 'INTERNAL_SERVER_ERROR' || error instanceof DomainError) return
        req.log.error({ err: error.cause ?? error, procedure: path }, 'A procedure failed unexpectedly')
      },
    },
  }
  await app.register(fastifyTRPCPlugin, { prefix: '/api/trpc', ...options })
}
