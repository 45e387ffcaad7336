export { mcts, treeSearch } from "./strategy.ts";
