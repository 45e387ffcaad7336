export {
  parseCondition,
  parseField,
  holds,
  hasChanged,
  valueOf,
  type Condition,
  type Path,
} from "./condition/index.ts";
export { shortAddress } from "./address.ts";
export { drawMachine, type MachineLine } from "./drawing.ts";
export { momentAt, momentOf, type Indexed, type Moment } from "./moment.ts";
export { seek, type Criterion, type Direction } from "./seek.ts";
export {
  isWithin,
  stateNames,
  statesOf,
  type MachineState,
  type StateTransition,
} from "./states.ts";
