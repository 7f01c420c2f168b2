/** The commands about policy files: a part of the table of all commands. */
import { formatOption } from "./options.ts";

export const policyCommands = {
  "policy validate": {
    forms: ["policy validate FILE"],
    about: "Check a policy file",
    options: { format: formatOption(["text", "json"]) },
    examples: [["policy validate .github/wave-inspect.yml", "errors with file, line and column"]],
  },
  "policy show": {
    forms: ["policy show [FILE]"],
    about: "The policy with all that it extends, as one file",
    options: {
      origin: { type: "boolean", about: "the file and the line behind each value, as comments" },
      effective: { type: "boolean", about: "what holds by default, as comments" },
    },
    examples: [["policy show --origin --effective", "all that holds here, and who says so"]],
  },
  "policy test": {
    forms: ["policy test DIR|FILE"],
    about: "Whether a policy says what the cases beside it (*.test.yml) expect",
    options: { format: formatOption(["text", "junit", "json"], "how it is printed; text is TAP") },
    examples: [["policy test policies", "every *.test.yml below the folder"]],
  },
} as const;
