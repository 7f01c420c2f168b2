/** What STOPSIGNAL takes: the signals of Linux, by name or by number. */
const NAMES: ReadonlySet<string> = new Set(
  (
    "ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP " +
    "TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX"
  ).split(" "),
);

export function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0;
  const name = text.toUpperCase().replace(/^SIG/, "");
  const [, above, below] = /^RT(?:MIN\+(\d{1,2})|MAX-(\d{1,2}))$/.exec(name) ?? [];
  const isBetween = (above !== undefined && Number(above) <= 15) || (below !== undefined && Number(below) <= 14);
  return NAMES.has(name) || isBetween;
}
