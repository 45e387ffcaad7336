export { exportInputs } from "./inputs.ts";
export { readBenchmarks } from "./benchmarks.ts";
