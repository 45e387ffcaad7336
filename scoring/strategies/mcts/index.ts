export { LINES, mcts, treeSearch } from "./strategy.ts";
