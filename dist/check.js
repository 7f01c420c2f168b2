export { o as check } from "./engine.js";
