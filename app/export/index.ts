export { readDataset, type Dataset } from "./dataset.ts";
export { exportInputs } from "./inputs.ts";
export { readBenchmarks } from "./benchmarks.ts";
