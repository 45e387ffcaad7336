export { type Actor, type Deed, type Event } from "./event.ts";
export {
  recordOf,
  type RecordFile,
  type RecordGain,
  type ThoughtOption,
  type ThoughtSearch,
  type TrajectoryRecord,
} from "./record.ts";
export { THOUGHTS, withThoughts, type ThoughtChoice } from "./variant.ts";
