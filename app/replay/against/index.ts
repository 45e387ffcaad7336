export {
  replayAgainst,
  type AgainstReport,
  type DifferenceGroup,
  type ExplainedDifference,
} from "./against.ts";
export { openTree, type Definitions, type Tree } from "./tree.ts";
