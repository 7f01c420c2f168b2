/**
 * The syntax tree of Nextflow scripts and configuration files, as types and nothing else.
 *
 * Every node carries `start` and `end`: UTF-16 offsets into the file text, end exclusive, so that
 * `text.slice(node.start, node.end)` is exactly what was written. Parentheses around an expression are part of no node.
 * `lines.ts` turns offsets into lines and columns.
 */

export interface Node {
  readonly start: number;
  readonly end: number;
}

/** A name as written at one place: the text between the offsets is the name itself, quotes left out. */
export interface Name extends Node {
  readonly name: string;
}

// ── Expressions ─────────────────────────────────────────────────────────────

export type Expression =
  | StringLiteral
  | GString
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | ListLiteral
  | MapLiteral
  | RangeExpression
  | Closure
  | Variable
  | Property
  | Index
  | Call
  | MethodCall
  | Unary
  | Binary
  | InstanceOf
  | Ternary
  | Elvis
  | Assignment
  | Cast
  | New
  | MethodPointer
  | Spread
  | Unparsable;

/** `""` stands for a bare word where the language takes it as text: a map key, a selector. */
export type Quote = "" | "'" | '"' | "'''" | '"""' | "/" | "$/";

/** A run of characters between quotes. `start` and `end` are those of the characters, quotes left out. */
export interface TextPart extends Node {
  readonly kind: "text";
  /** Decoded: escapes resolved, joined lines joined. */
  readonly value: string;
  /** The decoded value is character by character what the file says: an edit can replace the span. */
  readonly plain: boolean;
}

/** `${expression}` or `$a.b` inside a string; the span takes in the `$` and the braces. */
export interface Interpolation extends Node {
  readonly kind: "interpolation";
  /** A closure for `${-> x}`. */
  readonly expression: Expression;
  readonly braced: boolean;
}

/** A string without interpolation. The span takes in the quotes, `inner` does not. */
export interface StringLiteral extends Node {
  readonly kind: "string";
  readonly quote: Quote;
  readonly value: string;
  readonly plain: boolean;
  readonly innerStart: number;
  readonly innerEnd: number;
}

/** A string with at least one interpolation. */
export interface GString extends Node {
  readonly kind: "gstring";
  readonly quote: Quote;
  readonly parts: readonly (TextPart | Interpolation)[];
}

export interface NumberLiteral extends Node {
  readonly kind: "number";
  /** As written: `1.10`, `0x1F`, `1_000`, `5L`. Never negative (that is a Unary). */
  readonly text: string;
}

export interface BooleanLiteral extends Node {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface NullLiteral extends Node {
  readonly kind: "null";
}

export interface ListLiteral extends Node {
  readonly kind: "list";
  readonly elements: readonly Expression[];
}

export interface MapEntry extends Node {
  /** A bare word is a StringLiteral with quote `""`; `(x): 1` is whatever stands in the parentheses; `*: m` is a Spread. */
  readonly key: Expression;
  readonly value: Expression;
}

export interface MapLiteral extends Node {
  readonly kind: "map";
  readonly entries: readonly MapEntry[];
}

export interface RangeExpression extends Node {
  readonly kind: "range";
  readonly from: Expression;
  readonly to: Expression;
  /** Which ends are left out: `..` none, `..<` right, `<..` left, `<..<` both. */
  readonly exclusive: "none" | "left" | "right" | "both";
}

export interface Parameter extends Node {
  readonly name: string;
  readonly type?: TypeName;
  readonly defaultValue?: Expression;
}

export interface Closure extends Node {
  readonly kind: "closure";
  /** Undefined where no arrow is written (`it` is implied); empty for `{ -> x }`. */
  readonly parameters: readonly Parameter[] | undefined;
  readonly body: readonly Statement[];
}

export interface Variable extends Node {
  readonly kind: "variable";
  readonly name: string;
}

/** `a.b`, `a?.b`, `a*.b`, `a.@b`, `a.'b'`, `a."$b"`. */
export interface Property extends Node {
  readonly kind: "property";
  readonly object: Expression;
  /** Undefined where the name is computed; then `computed` has it. */
  readonly name: string | undefined;
  /** The name without its quotes. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly computed?: Expression;
  readonly safe: boolean;
  readonly spread: boolean;
}

/** `a[i]`, `a?[i]`, `a[i, j]`. */
export interface Index extends Node {
  readonly kind: "index";
  readonly object: Expression;
  readonly indexes: readonly Expression[];
  readonly safe: boolean;
}

/** What a call is given. Trailing closures (`f(x) { … }`) come last among the positional ones. */
export interface Arguments {
  readonly positional: readonly Expression[];
  readonly named: readonly MapEntry[];
}

/** `f(x)`, `f x`, `f { … }`, `{ … }()`, `(expression)(x)`. */
export interface Call extends Node {
  readonly kind: "call";
  readonly callee: Expression;
  readonly arguments: Arguments;
  /** Written without parentheses: `container 'x'`. */
  readonly command: boolean;
}

/** `a.f(x)`, `a?.f(x)`, `a*.f(x)`, `a.f { … }`, `a.f x`. */
export interface MethodCall extends Node {
  readonly kind: "method-call";
  readonly object: Expression;
  /** Undefined where the name is computed (`a."$f"()`). */
  readonly name: string | undefined;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly arguments: Arguments;
  readonly safe: boolean;
  readonly spread: boolean;
  readonly command: boolean;
}

export interface Unary extends Node {
  readonly kind: "unary";
  readonly operator: "!" | "-" | "+" | "~" | "++" | "--";
  readonly postfix: boolean;
  readonly operand: Expression;
}

export type BinaryOperator =
  | "||"
  | "&&"
  | "|"
  | "^"
  | "&"
  | "=="
  | "!="
  | "==="
  | "!=="
  | "<=>"
  | "=~"
  | "==~"
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "!in"
  | "<<"
  | ">>"
  | ">>>"
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "**";

export interface Binary extends Node {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** A type as written: `Map<String, Integer>`, `Path?`. */
export interface TypeName extends Node {
  readonly name: string;
}

export interface InstanceOf extends Node {
  readonly kind: "instanceof";
  readonly operand: Expression;
  readonly type: TypeName;
  readonly negated: boolean;
}

export interface Ternary extends Node {
  readonly kind: "ternary";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** `value ?: otherwise` */
export interface Elvis extends Node {
  readonly kind: "elvis";
  readonly value: Expression;
  readonly otherwise: Expression;
}

export interface Assignment extends Node {
  readonly kind: "assignment";
  /** A variable, property or index; a list of variables for `(a, b) = x`. */
  readonly target: Expression;
  /** `=`, `+=`, `?=` and so on, as written. */
  readonly operator: string;
  readonly value: Expression;
}

/** `(Type) x` and `x as Type`. */
export interface Cast extends Node {
  readonly kind: "cast";
  readonly type: TypeName;
  readonly operand: Expression;
  readonly form: "as" | "prefix";
}

export interface New extends Node {
  readonly kind: "new";
  readonly type: TypeName;
  readonly arguments: Arguments;
}

/** `a.&f`, `A::f` */
export interface MethodPointer extends Node {
  readonly kind: "method-pointer";
  readonly object: Expression;
  readonly name: string;
}

/** `*x` in a list or an argument list, `*: x` in a map. */
export interface Spread extends Node {
  readonly kind: "spread";
  readonly operand: Expression;
}

/** Text where an expression should stand; a problem tells why. */
export interface Unparsable extends Node {
  readonly kind: "unparsable";
}

// ── Statements ──────────────────────────────────────────────────────────────

export type Statement =
  | ExpressionStatement
  | Definition
  | If
  | For
  | While
  | Try
  | Return
  | Throw
  | Assert
  | Switch
  | Block
  | Jump
  | FunctionDefinition
  | Label
  | Opaque
  /** v1 includes wherever it comes by: within an `if`, in a workflow. */
  | Include;

/** Assignments (`x = 1`, `params.x = 1`) are expression statements too. */
export interface ExpressionStatement extends Node {
  readonly kind: "expression";
  readonly expression: Expression;
}

/** `def x = 1`, `String x`, `def (a, b) = [1, 2]`, `def a = 1, b = 2` (one Definition each). */
export interface Definition extends Node {
  readonly kind: "definition";
  readonly names: readonly (Name & { readonly type?: TypeName })[];
  /** Written as `def (a, b) = …`: the value is taken apart. */
  readonly destructured: boolean;
  readonly value: Expression | undefined;
}

export interface If extends Node {
  readonly kind: "if";
  readonly condition: Expression;
  readonly then: readonly Statement[];
  /** Undefined without `else`; `else if` is one If inside. */
  readonly otherwise: readonly Statement[] | undefined;
}

export interface For extends Node {
  readonly kind: "for";
  /** The variable of `for (x in xs)`; undefined for the classic form. */
  readonly variable: string | undefined;
  readonly iterable: Expression | undefined;
  readonly body: readonly Statement[];
}

/** `while (c) { … }` and `do { … } while (c)`. */
export interface While extends Node {
  readonly kind: "while";
  readonly condition: Expression;
  readonly body: readonly Statement[];
}

export interface Try extends Node {
  readonly kind: "try";
  readonly body: readonly Statement[];
  readonly handlers: readonly {
    readonly variable: string;
    readonly types: readonly TypeName[];
    readonly body: readonly Statement[];
  }[];
  readonly last: readonly Statement[] | undefined;
}

export interface Return extends Node {
  readonly kind: "return";
  readonly value: Expression | undefined;
}

export interface Throw extends Node {
  readonly kind: "throw";
  readonly value: Expression;
}

export interface Assert extends Node {
  readonly kind: "assert";
  readonly condition: Expression;
  readonly message: Expression | undefined;
}

export interface Switch extends Node {
  readonly kind: "switch";
  readonly subject: Expression;
  readonly cases: readonly {
    /** Undefined for `default:`. */
    readonly value: Expression | undefined;
    /** Runs on into the next case unless it ends in `break`, `return` or `throw`. */
    readonly body: readonly Statement[];
  }[];
}

export interface Block extends Node {
  readonly kind: "block";
  readonly body: readonly Statement[];
}

export interface Jump extends Node {
  readonly kind: "jump";
  readonly word: "break" | "continue";
}

/** `def f(a, b = 1) { … }` */
export interface FunctionDefinition extends Node {
  readonly kind: "function";
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}

/** `name:` in front of a statement. */
export interface Label extends Node {
  readonly kind: "label";
  readonly name: string;
}

/** Something that is understood as a whole and not looked into: an import, a class, skipped text after a problem. */
export interface Opaque extends Node {
  readonly kind: "opaque";
  readonly what: "import" | "class" | "unparsable";
  /** The name of a class. */
  readonly name?: string;
}

// ── Scripts ─────────────────────────────────────────────────────────────────

export interface Script extends Node {
  readonly kind: "script";
  /** In source order, which is the order in which Nextflow runs them. */
  readonly declarations: readonly Declaration[];
}

export type Declaration =
  | FeatureFlag
  | ParamsBlock
  | Process
  | Workflow
  | FunctionDefinition
  | OutputBlock
  | TypeDeclaration
  | Agent
  /** Everything else at top level: `params.x = 1`, `def x = …`, `println …`. */
  | Exclude<Statement, FunctionDefinition>;

/** `nextflow.enable.dsl = 2` */
export interface FeatureFlag extends Node {
  readonly kind: "feature-flag";
  /** `nextflow.enable.dsl` */
  readonly name: string;
  readonly value: Expression;
}

/** `include { A; B as C } from './m' addParams(x: 1)` */
export interface Include extends Node {
  readonly kind: "include";
  /** Empty for the old `include './m'` and `include { * }`-less forms, which bring in everything. */
  readonly names: readonly IncludedName[];
  readonly source: Expression;
  /** The argument of `addParams(…)` or `params(…)`. */
  readonly addParams?: { readonly form: "addParams" | "params"; readonly arguments: Arguments };
}

export interface IncludedName extends Node {
  readonly name: string;
  readonly alias?: Name;
}

/** The typed block `params { tag: String = '1.0' }` of a script. */
export interface ParamsBlock extends Node {
  readonly kind: "params";
  readonly parameters: readonly (Name & {
    readonly type: TypeName | undefined;
    readonly value: Expression | undefined;
  })[];
}

/** A labelled part of a process or workflow. */
export interface Section extends Node {
  /** `input`, `output`, `script`, `stub`, `exec`, `shell`, `when`, `stage`, `topic`, `take`, `main`, `emit`, `publish`, `onComplete`, … */
  readonly label: string;
  /** In a process only `input` and `when` keep their bodies; the others are parsed for the problems in them and let go. */
  readonly body: readonly Statement[];
}

export interface Process extends Node {
  readonly kind: "process";
  readonly name: Name;
  /**
   * Everything before the first section. A directive is an ExpressionStatement over a Call with a Variable as callee;
   * legacy assignments, `if`, `def` are what they are. A body that is only a string is in a section `script`.
   */
  readonly header: readonly Statement[];
  readonly sections: readonly Section[];
  /** An input or output of DSL1 that names its channel: `val x from y`. */
  readonly channel?: Node;
}

export interface Workflow extends Node {
  readonly kind: "workflow";
  /** Undefined: the entry workflow. */
  readonly name: Name | undefined;
  /** Statements before the first label are in a section `main`. */
  readonly sections: readonly Section[];
}

export interface OutputBlock extends Node {
  readonly kind: "output";
  readonly body: readonly Statement[];
}

export interface TypeDeclaration extends Node {
  readonly kind: "enum" | "record";
  readonly name: Name;
  /** Of an enumeration that consists of nothing else. */
  readonly constants: readonly Name[];
}

/** `agent NAME { … }` (26.07 preview); its header holds directives as a process's does. */
export interface Agent extends Node {
  readonly kind: "agent";
  readonly name: Name;
  readonly header: readonly Statement[];
  readonly sections: readonly Section[];
}

// ── Configuration ───────────────────────────────────────────────────────────

export interface Config extends Node {
  readonly kind: "config";
  readonly statements: readonly ConfigStatement[];
}

export type ConfigStatement =
  | ConfigAssignment
  | ConfigBlock
  | ConfigSelector
  | ConfigInclude
  | ConfigApply
  | ConfigIf
  | ConfigTry
  | ConfigLegacy;

/** One component of a path; the span leaves the quotes out. */
export interface ConfigKey extends Name {
  readonly quoted: boolean;
}

/** `a.b.'c d' = value` */
export interface ConfigAssignment extends Node {
  readonly kind: "assignment";
  readonly path: readonly ConfigKey[];
  /** `=`; v1 takes `+=` and the like too. */
  readonly operator: string;
  readonly value: Expression;
}

/** `process { … }`. More than one path component (`a.b { … }`) is legacy. */
export interface ConfigBlock extends Node {
  readonly kind: "block";
  readonly path: readonly ConfigKey[];
  readonly body: readonly ConfigStatement[];
}

/** `withName: FOO { … }`, `withLabel:'a|b' { … }`, `'withName:FOO' { … }`. */
export interface ConfigSelector extends Node {
  readonly kind: "selector";
  /** `withName`, `withLabel`, or any other word before the colon. */
  readonly selector: string;
  /** The pattern as text, not trimmed. */
  readonly target: Name;
  /** `'withName:X' { … }` */
  readonly quoted: boolean;
  readonly body: readonly ConfigStatement[];
}

export interface ConfigInclude extends Node {
  readonly kind: "include";
  readonly source: Expression;
}

/** A call as a statement: `id 'nf-schema@2.0.0'` in `plugins`; anywhere else legacy. */
export interface ConfigApply extends Node {
  readonly kind: "apply";
  readonly call: Call | MethodCall;
}

/** Legacy: `if` around settings. */
export interface ConfigIf extends Node {
  readonly kind: "if";
  readonly condition: Expression;
  readonly then: readonly ConfigStatement[];
  readonly otherwise: readonly ConfigStatement[] | undefined;
}

/** Legacy: `try { includeConfig … } catch (Exception e) { … }`. */
export interface ConfigTry extends Node {
  readonly kind: "try";
  readonly body: readonly ConfigStatement[];
  readonly handlers: readonly (readonly ConfigStatement[])[];
  readonly last: readonly ConfigStatement[] | undefined;
}

/** Legacy: a definition, a function, a loop, any other statement. */
export interface ConfigLegacy extends Node {
  readonly kind: "legacy";
  readonly statement: Statement;
}

// ── What a parse gives ──────────────────────────────────────────────────────

/** Text that neither parser of Nextflow would accept. Offsets; `lines.ts` makes them lines and columns. */
export interface SyntaxProblem extends Node {
  readonly message: string;
}

/**
 * A construct that only one of Nextflow's two parsers accepts: the file does not compile under the other. `construct` is
 * a noun phrase for a sentence: "`def` in a configuration file".
 */
export interface DialectMark extends Node {
  readonly construct: string;
}

interface Parsed {
  readonly problems: readonly SyntaxProblem[];
  /** It is longer than what is parsed: nothing of it stands in the tree, and the one problem says so. */
  readonly isCut?: boolean;
  /** In source order: what v1 accepts and v2 rejects. */
  readonly legacy: readonly DialectMark[];
  /** In source order: what v2 accepts and v1 rejects. */
  readonly modern: readonly DialectMark[];
}

export interface ParsedScript extends Parsed {
  readonly script: Script;
}

export interface ParsedConfig extends Parsed {
  readonly config: Config;
}
