export { comparisonAnswer } from "./comparison.ts";
export { dataAnswer } from "./statistics.ts";
export { datasetAnswer } from "./dataset.ts";
