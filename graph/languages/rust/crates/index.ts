export { cargoPackages } from "./cargo.ts";
export { moduleTree, type ModuleTree } from "./module-tree.ts";
export { type Found, PathResolver, segmentsOf } from "./paths.ts";
