export { exportInputs } from "./inputs.ts";
