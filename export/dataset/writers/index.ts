export { writeFiles } from "./files.ts";
export { writeMegatron } from "./megatron.ts";
export { writePacked } from "./packed.ts";
export { CONTAINERS, type Container } from "./shards.ts";
export { writeTable } from "./table.ts";
