export { interruptible, onInterrupt } from "./interrupt.ts";
