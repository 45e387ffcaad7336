export { jvmResolver } from "./resolve.ts";
