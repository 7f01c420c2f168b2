import "./command-line.js";
export {};
