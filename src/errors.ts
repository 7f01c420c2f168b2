/** The user can fix it: the message says where and what to write instead. Everything else that is thrown is our bug. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}
