import { z } from 'zod'
import { Done, Me } from '../auth/auth.schema.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
  AttachInput,
  Attachment,
  AttachmentPage,
  attachmentReaders,
  attachmentWriters,
  FileBytes,
  OfDocument,
  SentFile,
} from './attachment.schema.ts'

export const attachmentRouter = router({
  list: query({
    permission: attachmentReaders,
    summary: 'The files on a document',
    rest: 'GET /attachments/{entity}/{entityId}',
  })
    .input(OfDocument)
    .output(AttachmentPage)
    .query(({ ctx, input }) => ctx.services.attachment.list(ctx.call, input)),
  create: command({
    permission: attachmentWriters,
    summary: 'Attach a file: the body is the file itself',
    rest: 'POST /attachments/{entity}/{entityId}',
    accepts: 'file',
    status: 201,
  })
    .input(AttachInput)
    .output(Attachment)
    .mutation(({ ctx, input }) => ctx.services.attachment.create(ctx.call, input)),
  content: query({
    permission: attachmentReaders,
    summary: 'The file itself',
    rest: 'GET /attachments/{id}/content',
    produces: 'file',
  })
    .input(ById)
    .output(SentFile)
    .query(({ ctx, input }) => ctx.services.attachment.content(ctx.call, input)),
  remove: command({ permission: attachmentWriters, summary: 'Delete a file', rest: 'DELETE /attachments/{id}' })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.attachment.remove(ctx.call, input)),
})

export const avatarRouter = router({
  content: query({
    permission: 'signedIn',
    summary: 'Somebody’s picture',
    rest: 'GET /users/{id}/avatar',
    produces: 'file',
  })
    .input(ById)
    .output(SentFile)
    .query(({ ctx, input }) => ctx.services.avatar.content(ctx.call, input)),
  set: command({
    permission: 'signedIn',
    summary: 'Give oneself a picture: the body is the image',
    rest: 'PUT /users/me/avatar',
    accepts: 'file',
  })
    .input(z.object({ file: FileBytes }))
    .output(Me)
    .mutation(({ ctx, input }) => ctx.services.avatar.set(ctx.call, input)),
  remove: command({ permission: 'signedIn', summary: 'Take one’s own picture away', rest: 'DELETE /users/me/avatar' })
    .output(Me)
    .mutation(({ ctx }) => ctx.services.avatar.remove(ctx.call)),
})
