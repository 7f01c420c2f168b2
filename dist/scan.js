export { t as scan } from "./engine.js";
