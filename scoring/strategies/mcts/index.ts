export { mcts } from "./strategy.ts";
