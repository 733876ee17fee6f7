import type { Call } from '../core/context.ts'
import type { ById, Count } from '../core/primitives.ts'
import type {
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

export interface FrameQueries {
  /** Search finds a part of a SKU, a name or a material. */
  list(call: Call, input: FrameListInput): Promise<FramePage>
  count(call: Call, input: FrameCountInput): Promise<Count>
  facets(call: Call): Promise<FrameFacets>
  get(call: Call, input: ById): Promise<Frame>
  /** The bill of materials in force, with what is there of each component. */
  bom(call: Call, input: ById): Promise<FrameBom>
}

export interface FrameCommands {
  create(call: Call, input: CreateFrameInput): Promise<Frame>
  update(call: Call, input: UpdateFrameInput): Promise<Frame>
  /** Adds a revision. Refused when the frame would contain itself or a unit does not convert. */
  saveBom(call: Call, input: SaveBomInput): Promise<FrameBom>
}
