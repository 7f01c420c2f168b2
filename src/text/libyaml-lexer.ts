/**
 * The words of YAML as libyaml finds them: what is in quotes or in brackets goes on whatever the indentation of its further
 * lines. YAML 1.2 refuses that; libyaml and its port for Go take it, and with them GitLab (Psych), Docker Compose, kubectl,
 * and everything in Python (PyYAML 6.0.3).
 */
import { Lexer } from "yaml";

/** What the library's own lexer is made of, as far as it is changed here; its types keep it to themselves. */
interface Inner {
  /** The least indentation at which a value goes on. */
  indentNext: number;
  lex(source: string): Generator<string, void>;
  parseFlowCollection(): Generator<string, unknown>;
  parseQuotedScalar(): Generator<string, unknown>;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the members are private to TypeScript alone
const Base = Lexer as unknown as new () => Inner;

export class LibyamlLexer extends Base {
  override *parseFlowCollection(): Generator<string, unknown> {
    return yield* this.#anywhere(super.parseFlowCollection());
  }

  override *parseQuotedScalar(): Generator<string, unknown> {
    return yield* this.#anywhere(super.parseQuotedScalar());
  }

  *#anywhere(words: Generator<string, unknown>): Generator<string, unknown> {
    const { indentNext } = this;
    this.indentNext = 0;
    const next = yield* words;
    this.indentNext = indentNext;
    return next;
  }
}
