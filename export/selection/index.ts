export { BENCHMARK_WORDS, Benchmarks } from "./benchmarks.ts";
export { DUPLICATE_UNITS, type DuplicateUnit } from "./duplicates.ts";
export { parseCondition, parseFilter, type FilterCondition } from "./filter.ts";
export { Selection, type Finding, type SelectionOptions } from "./selection.ts";
