export { r as name } from "./engine.js";
