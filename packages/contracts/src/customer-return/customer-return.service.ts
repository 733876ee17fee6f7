import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type {
  CreateCustomerReturnInput,
  CreditReturnInput,
  CustomerReturn,
  CustomerReturnListInput,
  CustomerReturnPage,
  EndReturnInput,
  InspectReturnInput,
  ReceiveReturnInput,
  RestockReturnInput,
  Returnable,
  ReturnableInput,
} from './customer-return.schema.ts'

/** Without `customerReturn.read` a caller sees those of their own orders and invoices only. */
export interface CustomerReturnQueries {
  list(call: Call, input: CustomerReturnListInput): Promise<CustomerReturnPage>
  get(call: Call, input: ById): Promise<CustomerReturn>
  returnable(call: Call, input: ReturnableInput): Promise<Returnable>
}

export interface CustomerReturnCommands {
  /** RULE_VIOLATED beyond what was delivered and is in no other return. */
  create(call: Call, input: CreateCustomerReturnInput): Promise<CustomerReturn>
  approve(call: Call, input: ById): Promise<CustomerReturn>
  reject(call: Call, input: EndReturnInput): Promise<CustomerReturn>
  cancel(call: Call, input: EndReturnInput): Promise<CustomerReturn>
  /** Moves CUSTOMERS → QUARANTINE. */
  receive(call: Call, input: ReceiveReturnInput): Promise<CustomerReturn>
  inspect(call: Call, input: InspectReturnInput): Promise<CustomerReturn>
  /** Moves what passed QUARANTINE → storage, and what failed to scrap. */
  restock(call: Call, input: RestockReturnInput): Promise<CustomerReturn>
  /** Credits what came back at the price, discount and tax it was sold with; once. */
  credit(call: Call, input: CreditReturnInput): Promise<CustomerReturn>
  /** Where nothing passed: moves QUARANTINE → SCRAP. */
  scrap(call: Call, input: ById): Promise<CustomerReturn>
}
