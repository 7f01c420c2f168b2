export { n as policy } from "./engine.js";
