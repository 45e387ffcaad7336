export { type Actor, type Deed, type Event } from "./event.ts";
export { recordOf, type RecordFile, type RecordGain, type TrajectoryRecord } from "./record.ts";
export { THOUGHTS, withThoughts, type ThoughtChoice } from "./variant.ts";
