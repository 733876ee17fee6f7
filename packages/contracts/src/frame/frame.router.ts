import { ById, Count } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
  CreateFrameInput,
  Frame,
  FrameBom,
  FrameCountInput,
  FrameFacets,
  FrameListInput,
  FramePage,
  SaveBomInput,
  UpdateFrameInput,
} from './frame.schema.ts'

export const frameRouter = router({
  list: query({ permission: 'frame.read', summary: 'List frames', rest: 'GET /frames' })
    .input(FrameListInput)
    .output(FramePage)
    .query(({ ctx, input }) => ctx.services.frame.list(ctx.call, input)),
  count: query({ permission: 'frame.read', summary: 'How many frames a filter finds' })
    .input(FrameCountInput)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.frame.count(ctx.call, input)),
  facets: query({ permission: 'frame.read', summary: 'The values frames can be filtered by' })
    .output(FrameFacets)
    .query(({ ctx }) => ctx.services.frame.facets(ctx.call)),
  get: query({ permission: 'frame.read', summary: 'One frame', rest: 'GET /frames/{id}' })
    .input(ById)
    .output(Frame)
    .query(({ ctx, input }) => ctx.services.frame.get(ctx.call, input)),
  bom: query({ permission: 'frame.read', summary: "A frame's bill of materials", rest: 'GET /frames/{id}/bom' })
    .input(ById)
    .output(FrameBom)
    .query(({ ctx, input }) => ctx.services.frame.bom(ctx.call, input)),
  create: command({ permission: 'frame.write', summary: 'Create a frame', rest: 'POST /frames', status: 201 })
    .input(CreateFrameInput)
    .output(Frame)
    .mutation(({ ctx, input }) => ctx.services.frame.create(ctx.call, input)),
  update: command({ permission: 'frame.write', summary: 'Change a frame', rest: 'PATCH /frames/{id}' })
    .input(UpdateFrameInput)
    .output(Frame)
    .mutation(({ ctx, input }) => ctx.services.frame.update(ctx.call, input)),
  saveBom: command({
    permission: 'frame.write',
    summary: "Change a frame's bill of materials",
    rest: 'PUT /frames/{id}/bom',
  })
    .input(SaveBomInput)
    .output(FrameBom)
    .mutation(({ ctx, input }) => ctx.services.frame.saveBom(ctx.call, input)),
})
